import { Modal } from '@mantine/core';
import { IconArrowBackUp, IconCopy, IconPlus, IconTrash, IconVariable } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { plainSentence } from '../../../core/payload/visible';
import { OPENING } from '../../../core/template/scan';
import { useTemplates } from '../../state/templates';
import {
  addSet,
  addVariable,
  closeVariables,
  deleteSet,
  freeSetName,
  type ListId,
  listOf,
  renameSet,
  undoDelete,
  useVariablesDialog,
} from '../../state/variables';
import { Button } from '../../ui/button';
import { drawNow } from '../../ui/draw-now';
import { Empty } from '../../ui/empty';
import { Field } from '../../ui/field';
import table from '../../ui/table.module.css';
import { PANEL_ID, SetList, tabId } from './set-list';
import { SetPick } from './set-pick';
import { VariableRow } from './variable-row';
import styles from './variables.module.css';

/** As many as the workspace takes in one list. */
const MOST_VARIABLES = 500;

/** The name of a set, and what can be done with all of it. */
const SetHead = ({ at }: { readonly at: number }) => {
  const { t } = useTranslation('variables');
  const variables = useTemplates((state) => state.variables);
  const name = variables.environments[at]?.name ?? '';
  return (
    <div className={styles.head}>
      <Field label={t('setName')} value={name} onChange={(typed) => renameSet(at, typed)} maxLength={60} />
      <Button
        icon={IconCopy}
        onClick={() =>
          addSet(
            freeSetName(variables, (number) => `${name.slice(0, 50)} ${number + 1}`),
            at,
          )
        }
      >
        {t('duplicateSet')}
      </Button>
      <Button icon={IconTrash} onClick={() => deleteSet(at, name)}>
        {t('deleteSet')}
      </Button>
    </div>
  );
};

const ListPanel = ({ shown }: { readonly shown: ListId }) => {
  const { t } = useTranslation('variables');
  const list = useTemplates(({ variables }) => listOf(variables, shown));
  const panel = useRef<HTMLDivElement>(null);
  const add = (): void => {
    addVariable(shown);
    drawNow();
    panel.current?.querySelector<HTMLInputElement>('tr:last-child [data-column="name"] input')?.focus();
  };
  return (
    <div ref={panel} id={PANEL_ID} role="tabpanel" aria-labelledby={tabId(shown)} className={styles.panel}>
      {shown !== 'shared' && <SetHead at={shown} />}
      <div className={`${table.box} ${styles.box}`}>
        {list.length === 0 ? (
          <Empty
            icon={IconVariable}
            title={t('empty')}
            body={shown === 'shared' ? t('emptyShared') : t('emptySet')}
          />
        ) : (
          <table className={`${table.table} ${styles.table}`} aria-label={t('title')}>
            <thead>
              <tr>
                <th scope="col">{t('name')}</th>
                <th scope="col">{t('value')}</th>
                <th scope="col">
                  <span className="visually-hidden">{t('actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {/* A row is its place: names may be alike while they are typed. */}
              {[...list.entries()].map(([at, variable]) => (
                <VariableRow key={at} list={shown} at={at} variable={variable} />
              ))}
            </tbody>
          </table>
        )}
      </div>
      <div className={styles.foot}>
        <Button icon={IconPlus} disabled={list.length >= MOST_VARIABLES} onClick={add} data-autofocus>
          {t('add')}
        </Button>
        <Deleted />
      </div>
    </div>
  );
};

const Deleted = () => {
  const { t } = useTranslation('variables');
  const undo = useVariablesDialog((state) => state.undo);
  return (
    <span role="status" className={styles.deleted}>
      {undo !== null && (
        <>
          <span>{t('deleted', { name: plainSentence(undo.deleted) })}</span>
          <Button look="quiet" icon={IconArrowBackUp} onClick={undoDelete}>
            {t('undo')}
          </Button>
        </>
      )}
    </span>
  );
};

/** The variables of templates: what always counts, and sets of which one at a time goes before it. */
export const VariablesDialog = () => {
  const { t } = useTranslation('variables');
  const { open, shown } = useVariablesDialog();
  const sets = useTemplates(({ variables }) => variables.environments.length);
  const there: ListId = shown !== 'shared' && shown >= sets ? 'shared' : shown;
  return (
    <Modal
      opened={open}
      onClose={closeVariables}
      title={t('title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      size={780}
    >
      <div className={styles.top}>
        <p className={styles.text}>{t('text', { example: `${OPENING}$name}}` })}</p>
        {sets > 0 && (
          <span className={styles.pick}>
            {t('setInUse')} <SetPick />
          </span>
        )}
      </div>
      <div className={styles.body}>
        <SetList shown={there} />
        <ListPanel shown={there} />
      </div>
    </Modal>
  );
};
