import { Menu } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { COPY_FORMS, type CopyForm } from '../../../core/payload/copy-as';
import { copyPayload, MOST_COPIED_BYTES } from '../../state/inspector-copy';
import { useSettings } from '../../state/settings';
import { Button } from '../../ui/button';
import { useFormats } from '../../ui/format';
import type { ByteRange } from './hex-selection';

const NAMES = {
  hex: 'copyHex',
  hexDump: 'copyHexDump',
  text: 'copyText',
  base64: 'copyBase64',
  cArray: 'copyCArray',
  pythonBytes: 'copyPythonBytes',
  jsUint8Array: 'copyJsUint8Array',
} as const satisfies Readonly<Record<CopyForm, string>>;

interface CopyMenuProps {
  readonly row: number;
  readonly range: ByteRange;
  /** The range is the whole payload, and not a selection. */
  readonly whole: boolean;
}

/** Copies the selection, or the whole payload, in the form that the other program wants. */
export const CopyMenu = ({ row, range, whole }: CopyMenuProps) => {
  const { t } = useTranslation('inspector');
  const { bytes: size } = useFormats();
  const encoding = useSettings(({ settings }) => settings.textEncoding);
  const length = range.end - range.start;
  const tooLarge = length > MOST_COPIED_BYTES;
  return (
    <Menu position="top-end">
      <Menu.Target>
        <Button look="quiet" icon={IconCopy}>
          {t(whole ? 'copyAll' : 'copySelection')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {tooLarge
            ? t('copyTooLarge', { most: size(MOST_COPIED_BYTES) })
            : t('copyAs', { size: size(length) })}
        </Menu.Label>
        {COPY_FORMS.map((form) => (
          <Menu.Item
            key={form}
            disabled={tooLarge}
            onClick={() => void copyPayload(row, range, form, encoding)}
          >
            {t(NAMES[form])}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
