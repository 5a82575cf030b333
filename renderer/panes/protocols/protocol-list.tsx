import { IconAlertTriangle, IconArrowBackUp, IconPlus } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DescribedProtocol } from '../../../core/contract/protocol';
import { MAX_PROTOCOLS } from '../../../core/contract/protocol-choices';
import { plainSentence, plainText } from '../../../core/payload/visible';
import { readProtocol, takenNames } from '../../../core/protocol/read';
import { useLuaFiles } from '../../state/lua-files';
import {
  addProtocol,
  changeProtocol,
  deleteProtocol,
  shownProtocol,
  showProtocol,
  undoProtocols,
  useProtocols,
} from '../../state/protocols';
import { Button } from '../../ui/button';
import { drawNow } from '../../ui/draw-now';
import { Switch } from '../../ui/switch';
import styles from './protocols.module.css';

const rowId = (protocol: string): string => `protocol-${protocol}`;

const focusProtocol = (protocol: string | undefined): void => {
  if (protocol === undefined) return;
  drawNow();
  document.getElementById(rowId(protocol))?.focus();
};

const Row = ({ described, at }: { readonly described: DescribedProtocol; readonly at: number }) => {
  const { t } = useTranslation('protocols');
  const protocols = useProtocols((state) => state.protocols);
  const selected = useProtocols((state) => shownProtocol(state)?.id === described.id);
  const refused = useLuaFiles((state) => state.described.find(({ id }) => id === described.id)?.failure);
  const faulty =
    readProtocol(described, takenNames(protocols, described.id)).faults.length > 0 ||
    (refused !== undefined && refused !== null);
  const title = plainText(described.title || described.name);
  const keys = (event: KeyboardEvent): void => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step !== undefined) {
      const next = protocols[at + step];
      if (next === undefined) return;
      showProtocol(next.id);
      focusProtocol(next.id);
    } else if (event.key === 'Delete') {
      deleteProtocol(described);
      focusProtocol(shownProtocol(useProtocols.getState())?.id);
    } else return;
    event.preventDefault();
  };
  return (
    <li className={styles.protocol} data-selected={selected} data-on={described.on}>
      <Switch
        label={t('use', { title })}
        checked={described.on}
        onChange={(on) => changeProtocol(described.id, { on })}
      />
      <button
        type="button"
        id={rowId(described.id)}
        className={styles.line}
        aria-current={selected}
        aria-keyshortcuts="Delete"
        tabIndex={selected ? 0 : -1}
        onClick={() => showProtocol(described.id)}
        onKeyDown={keys}
        translate="no"
      >
        <span className={styles.title}>{title}</span>
        <code className={styles.name}>{plainText(described.name)}</code>
      </button>
      {faulty && (
        <IconAlertTriangle
          size={14}
          stroke={1.9}
          className={styles.wrong}
          aria-label={t('hasFaults')}
          role="img"
        />
      )}
    </li>
  );
};

/** The described protocols; the one that is shown is edited beside it. */
export const ProtocolList = () => {
  const { t } = useTranslation('protocols');
  const { protocols, undo } = useProtocols();
  return (
    <div className={styles.side}>
      <div className={styles.tools}>
        <Button
          icon={IconPlus}
          disabled={protocols.length >= MAX_PROTOCOLS}
          onClick={addProtocol}
          data-autofocus
        >
          {t('add')}
        </Button>
      </div>
      <ul className={styles.list} aria-label={t('title')}>
        {protocols.map((described, at) => (
          <Row key={described.id} described={described} at={at} />
        ))}
      </ul>
      <div className={styles.deleted} role="status">
        {undo !== null && (
          <>
            <span translate="no">{t('deleted', { name: plainSentence(undo.name) })}</span>
            <Button look="quiet" icon={IconArrowBackUp} onClick={undoProtocols}>
              {t('undo')}
            </Button>
          </>
        )}
      </div>
    </div>
  );
};
