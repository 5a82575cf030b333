import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LogRow } from '../../../core/contract/log';
import { EXCHANGE_FORMS, type ExchangeForm } from '../../../core/exchange/exchange';
import type { Filter } from '../../../core/filter/ast';
import type { FieldName } from '../../../core/filter/fields';
import { plainText } from '../../../core/payload/visible';
import { openInWireshark } from '../../state/capture';
import { compareRow, useCompare } from '../../state/compare';
import { currentEndpointId } from '../../state/current';
import { canDecodeAs, decodeRowAs } from '../../state/decode-as';
import { askDetective, canDetect } from '../../state/detective';
import { canCopyExchange, copyExchange } from '../../state/exchange';
import { exportSelected, openExport } from '../../state/export';
import { askFramingDetective, canDetectFraming } from '../../state/framing-detective';
import { focusInspector } from '../../state/inspector';
import { copyPayload, MOST_COPIED_BYTES } from '../../state/inspector-copy';
import { showMessages } from '../../state/lens';
import { useLog } from '../../state/log';
import { narrowFilter } from '../../state/log-filter';
import { toggleMark } from '../../state/log-marks';
import { selectOne, useChosen } from '../../state/log-selection';
import { recordSequence } from '../../state/sequences';
import { useSettings } from '../../state/settings';
import { MOST_MESSAGE_BYTES, putIntoComposer } from '../../state/use-as-message';
import { useFormats } from '../../ui/format';
import { Keys } from '../../ui/keys';
import { copyRowLines } from './log-actions';
import classes from './log-grid.module.css';
import type { LogWords } from './log-words';
import { MARK_WORDS, rowMark } from './row-mark';

export interface LogMenuPlace {
  /** Client pixels. */
  readonly x: number;
  readonly y: number;
  readonly row: LogRow;
}

interface LogMenuProps {
  readonly place: LogMenuPlace | null;
  readonly words: LogWords;
  readonly onClose: () => void;
}

const equals = (field: FieldName, text: string): Filter => ({
  type: 'compare',
  field,
  slice: null,
  operator: '==',
  value: { type: 'text', text },
});

const EXCHANGE_WORDS = {
  python: 'exchangePython',
  node: 'exchangeNode',
  c: 'exchangeC',
  nc: 'exchangeNc',
  socat: 'exchangeSocat',
  curl: 'exchangeCurl',
  hexDump: 'exchangeHexDump',
} as const satisfies Record<ExchangeForm, string>;

interface CopyAsProps {
  readonly row: LogRow | null;
  readonly label: string;
}

/** The forms in which a conversation, or the messages that are selected together, are copied. */
const CopyAs = ({ row, label }: CopyAsProps) => {
  const { t } = useTranslation('log');
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item>{label}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        {EXCHANGE_FORMS.map((form) => (
          <Menu.Item key={form} onClick={() => void copyExchange(row, form)}>
            {t(EXCHANGE_WORDS[form])}
          </Menu.Item>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
};

/** What can be done with several rows that are selected together. */
export const ChosenItems = ({ words }: { readonly words: LogWords }) => {
  const { t } = useTranslation('log');
  const { count } = useFormats();
  const row = useLog((state) => state.selected);
  const chosen = useChosen();
  return (
    <>
      <Menu.Label>{t('chosenName', { count: chosen, shown: count(chosen) })}</Menu.Label>
      <CopyAs row={row} label={t('menuCopyRowsAs')} />
      <Menu.Item
        rightSection={<Keys keys="Mod+C" />}
        disabled={row === null}
        onClick={() => {
          if (row !== null) void copyRowLines(row, words);
        }}
      >
        {t('menuCopyRows')}
      </Menu.Item>
      <Menu.Item onClick={() => void exportSelected()}>{t('menuSavePcapng')}</Menu.Item>
      <Menu.Item onClick={() => openExport('row')}>{t('menuExport')}</Menu.Item>
      <Menu.Divider />
      <Menu.Item onClick={() => void recordSequence(row, t('sequenceName'))}>{t('menuRecordRows')}</Menu.Item>
      <Menu.Item onClick={() => void askDetective(row)}>{t('menuDetect')}</Menu.Item>
      <Menu.Divider />
      <Menu.Item rightSection={<Keys keys="Escape" />} onClick={selectOne}>
        {t('menuSelectOne')}
      </Menu.Item>
    </>
  );
};

const Items = ({ row, words }: { readonly row: LogRow; readonly words: LogWords }) => {
  const { t } = useTranslation('log');
  const { count } = useFormats();
  const compared = useCompare((state) => state.first);
  const encoding = useSettings(({ settings }) => settings.textEncoding);
  const copy = (form: 'text' | 'hex'): void => {
    if (row.kind === 'data') void copyPayload(row.row, { start: 0, end: row.length }, form, encoding);
  };
  const copies = row.kind === 'data' && row.length <= MOST_COPIED_BYTES;
  const only =
    row.kind === 'data'
      ? equals('dir', row.direction)
      : equals(
          row.severity === 'info' ? 'kind' : 'severity',
          row.severity === 'info' ? 'event' : row.severity,
        );
  return (
    <>
      <Menu.Item onClick={focusInspector}>{t('menuInspect')}</Menu.Item>
      <Menu.Item rightSection={<Keys keys="M" />} onClick={() => void toggleMark(row.row)}>
        {t(row.marked ? 'menuUnmark' : 'menuMark')}
      </Menu.Item>
      {row.kind === 'data' && (
        <Menu.Item
          disabled={row.length > MOST_MESSAGE_BYTES || currentEndpointId() === null}
          onClick={() => void putIntoComposer(row.row, row.length)}
        >
          {t('menuUseAsMessage')}
        </Menu.Item>
      )}
      {row.kind === 'data' && (
        <Menu.Item rightSection={<Keys keys="C" />} onClick={() => compareRow(row)}>
          {compared === null
            ? t('menuCompare')
            : compared === row.row
              ? t('menuCompareNot')
              : t('menuCompareWith', { row: count(compared + 1) })}
        </Menu.Item>
      )}
      {row.kind === 'data' && (
        <Menu.Item disabled={!canDetect(row)} onClick={() => void askDetective(row)}>
          {t('menuDetect')}
        </Menu.Item>
      )}
      {row.flow > 0 && (
        <Menu.Item
          onClick={() => {
            showMessages(row);
            focusInspector();
          }}
        >
          {t('menuMessages')}
        </Menu.Item>
      )}
      {row.flow > 0 && (
        <Menu.Item disabled={!canDetectFraming(row)} onClick={() => void askFramingDetective(row)}>
          {t('menuFraming')}
        </Menu.Item>
      )}
      {row.kind === 'data' && (
        <Menu.Item disabled={!canDecodeAs(row)} onClick={() => void decodeRowAs(row)}>
          {t('menuDecodeAs')}
        </Menu.Item>
      )}
      <Menu.Divider />
      {row.kind === 'data' && (
        <>
          <Menu.Item disabled={!copies} onClick={() => copy('text')}>
            {t('menuCopyText')}
          </Menu.Item>
          <Menu.Item disabled={!copies} onClick={() => copy('hex')}>
            {t('menuCopyHex')}
          </Menu.Item>
        </>
      )}
      <Menu.Item onClick={() => void copyRowLines(row, words)}>{t('menuCopyRow')}</Menu.Item>
      <Menu.Item onClick={() => openExport('row')}>{t('menuExport')}</Menu.Item>
      <Menu.Item onClick={() => void openInWireshark()}>{t('menuOpenInWireshark')}</Menu.Item>
      {canCopyExchange(row) && <CopyAs row={row} label={t('menuCopyExchange')} />}
      {canCopyExchange(row) && (
        <Menu.Item onClick={() => void recordSequence(row, t('sequenceName'))}>{t('menuRecord')}</Menu.Item>
      )}
      <Menu.Divider />
      <Menu.Label>{t('menuFilter')}</Menu.Label>
      {row.endpoint !== '' && (
        <Menu.Item onClick={() => narrowFilter(equals('endpoint', row.endpoint))}>
          {t('menuOnlyEndpoint', { endpoint: plainText(row.endpoint) })}
        </Menu.Item>
      )}
      {row.peer !== '' && (
        <Menu.Item onClick={() => narrowFilter(equals('peer', row.peer))}>
          {t('menuOnlyPeer', { peer: plainText(row.peer) })}
        </Menu.Item>
      )}
      <Menu.Item onClick={() => narrowFilter(only)}>
        {t('menuOnlyKind', { kind: t(MARK_WORDS[rowMark(row)]) })}
      </Menu.Item>
    </>
  );
};

/** What can be done with a row, where the pointer is. */
export const LogMenu = ({ place, words, onClose }: LogMenuProps) => {
  const { t } = useTranslation('log');
  const chosen = useChosen();
  if (place === null) return null;
  return (
    <Menu opened onClose={onClose} position="bottom-start" offset={2}>
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          className={classes.menuPlace}
          aria-label={t('menu')}
          style={{ left: place.x, top: place.y }}
        />
      </Menu.Target>
      <Menu.Dropdown>
        {chosen > 0 ? <ChosenItems words={words} /> : <Items row={place.row} words={words} />}
      </Menu.Dropdown>
    </Menu>
  );
};
