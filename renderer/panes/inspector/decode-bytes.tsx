import { useTranslation } from 'react-i18next';
import type { DecodedField, DecodedRow } from '../../../core/contract/dissect';
import { plainText } from '../../../core/payload/visible';
import { useFormats } from '../../ui/format';
import { Segmented } from '../../ui/segmented';
import classes from './decode-tab.module.css';
import { usePayload, useSource } from './hex-bytes';
import type { ByteRange, HexSelection } from './hex-selection';
import { HexView } from './hex-view';

interface DecodeBytesProps {
  readonly tree: DecodedRow;
  /** Which of its bytes. */
  readonly source: number;
  readonly onSource: (source: number) => void;
  readonly selection: HexSelection | null;
  readonly onSelection: (selection: HexSelection | null) => void;
  readonly lit: ByteRange | null;
  readonly field: DecodedField | null;
}

interface BytesProps extends Pick<DecodeBytesProps, 'selection' | 'onSelection' | 'lit'> {
  readonly tree: DecodedRow;
}

const Payload = ({ tree, ...rest }: BytesProps) => (
  <HexView bytes={usePayload(tree.row, tree.sources[0]?.length ?? 0)} takesFocus={false} {...rest} />
);

const Source = ({ tree, source, ...rest }: BytesProps & { readonly source: number }) => (
  <HexView bytes={useSource(tree, source)} takesFocus={false} {...rest} />
);

/** The bytes that the tree was read from: the message's own, or what was put together or unpacked from several. */
export const DecodeBytes = ({ tree, source, onSource, field, ...rest }: DecodeBytesProps) => {
  const { t } = useTranslation('inspector');
  const { count } = useFormats();
  const several = tree.sources.length > 1;
  return (
    <div className={classes.bytes}>
      {several && (
        <div className={classes.sources}>
          <Segmented
            label={t('sources')}
            value={String(source)}
            onChange={(value) => onSource(Number(value))}
            choices={tree.sources.map(({ name }, at) => ({
              value: String(at),
              label: at === 0 ? t('ownBytes') : plainText(name),
            }))}
          />
        </div>
      )}
      {source === 0 ? <Payload tree={tree} {...rest} /> : <Source tree={tree} source={source} {...rest} />}
      <div className={classes.foot} data-selectable>
        {field !== null && (
          <>
            <code translate="no">{field.name}</code>
            {field.length > 0 && (
              <span>{t('bytesLength', { count: field.length, shown: count(field.length) })}</span>
            )}
            {field.length === 0 && <span>{t('noBytes')}</span>}
          </>
        )}
      </div>
    </div>
  );
};
