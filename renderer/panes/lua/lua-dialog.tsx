import { Modal } from '@mantine/core';
import {
  IconArrowMoveDown,
  IconArrowMoveUp,
  IconFileCode,
  IconFolder,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LuaFile, LuaPlace } from '../../../core/contract/lua-files';
import { plainText } from '../../../core/payload/visible';
import {
  addLuaSample,
  chooseLuaFiles,
  closeLuaFiles,
  moveLuaFile,
  removeLuaFile,
  showLuaFolder,
  switchLuaFile,
  useLuaFiles,
} from '../../state/lua-files';
import { useSettings } from '../../state/settings';
import { Button, IconButton } from '../../ui/button';
import { Empty } from '../../ui/empty';
import { FailureNote } from '../../ui/failure-note';
import { Switch } from '../../ui/switch';
import styles from './lua.module.css';

/** What a file has added, or why that is not known. */
const Added = ({ file: { on, protocols } }: { readonly file: LuaFile }) => {
  const { t } = useTranslation('lua');
  if (!on) return <span className={styles.note}>{t('off')}</span>;
  if (protocols === null) return <span className={styles.note}>{t('notRead')}</span>;
  if (protocols.length === 0) return <span className={styles.note}>{t('addsNothing')}</span>;
  return (
    <ul className={styles.protocols} aria-label={t('adds')} translate="no">
      {protocols.map(({ name, title }) => (
        <li key={name}>
          {plainText(title)} <code>{plainText(name)}</code>
        </li>
      ))}
    </ul>
  );
};

const FileRow = ({ file, canMove }: { readonly file: LuaFile; readonly canMove: boolean }) => {
  const { t } = useTranslation('lua');
  const isOwn = file.place === 'own';
  const [asking, setAsking] = useState(false);
  const name = plainText(file.name);
  return (
    <li className={styles.row} data-on={file.on}>
      <Switch label={t('use', { name })} checked={file.on} onChange={(on) => void switchLuaFile(file, on)} />
      <span className={styles.name} translate="no" title={name}>
        {name}
      </span>
      <Added file={file} />
      <span className={styles.actions}>
        {asking ? (
          <>
            <Button autoFocus onClick={() => setAsking(false)}>
              {t('keep')}
            </Button>
            <Button look="danger" onClick={() => void removeLuaFile(file)}>
              {t('remove')}
            </Button>
          </>
        ) : (
          <>
            {canMove && (
              <IconButton
                icon={isOwn ? IconArrowMoveDown : IconArrowMoveUp}
                label={t(isOwn ? 'moveToWorkspace' : 'moveToOwn', { name })}
                onClick={() => void moveLuaFile(file)}
                quiet
                small
              />
            )}
            <IconButton
              icon={IconTrash}
              label={t('removeOf', { name })}
              onClick={() => setAsking(true)}
              quiet
              small
            />
          </>
        )}
      </span>
      {file.failure !== null && (
        <div className={styles.failure}>
          <FailureNote failure={file.failure} />
        </div>
      )}
    </li>
  );
};

/** The files of one folder; with a heading where there are two. */
const FileList = ({ place, folder }: { readonly place: LuaPlace; readonly folder: string | null }) => {
  const { t } = useTranslation('lua');
  const all = useLuaFiles((state) => state.files);
  const files = all.filter((file) => file.place === place);
  const heading = place === 'own' ? t('own') : t('ofWorkspace');
  return (
    <>
      {folder !== null && (
        <div className={styles.heading}>
          <h3>{heading}</h3>
          {place === 'workspace' && (
            <span className={styles.folder} translate="no">
              {plainText(folder)}
            </span>
          )}
        </div>
      )}
      {files.length === 0 ? (
        <p className={styles.nothing}>{t(place === 'own' ? 'noOwn' : 'noneOfWorkspace')}</p>
      ) : (
        <ul className={styles.list} aria-label={folder === null ? t('title') : heading}>
          {files.map((file) => (
            <FileRow key={file.name} file={file} canMove={folder !== null} />
          ))}
        </ul>
      )}
    </>
  );
};

/** A person's own dissectors in Lua: which there are, whether they are used, and what is wrong with them. */
export const LuaDialog = () => {
  const { t } = useTranslation('lua');
  const { open, files, workspaceFolder, refused } = useLuaFiles();
  const areOff = useSettings(({ settings }) => settings.dissectors === 'off');
  return (
    <Modal
      opened={open}
      onClose={closeLuaFiles}
      title={t('title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      size={680}
    >
      <p className={styles.text}>{t('text')}</p>
      {areOff && <FailureNote failure={{ code: 'EDISSECT_OFF' }} severity="info" />}
      {files.length === 0 && workspaceFolder === null ? (
        <Empty icon={IconFileCode} title={t('none')} body={t('noneBody')} />
      ) : (
        <>
          <FileList place="own" folder={workspaceFolder} />
          {workspaceFolder !== null && <FileList place="workspace" folder={workspaceFolder} />}
        </>
      )}
      {refused !== null && <FailureNote failure={refused} />}
      <div className={styles.foot}>
        <Button icon={IconFolder} look="quiet" onClick={() => void showLuaFolder('own')}>
          {t('showFolder')}
        </Button>
        {workspaceFolder !== null && (
          <Button icon={IconFolder} look="quiet" onClick={() => void showLuaFolder('workspace')}>
            {t('showWorkspaceFolder')}
          </Button>
        )}
        <span className={styles.space} />
        <Button icon={IconFileCode} onClick={() => void addLuaSample()}>
          {t('addSample')}
        </Button>
        <Button icon={IconPlus} look="primary" data-autofocus onClick={() => void chooseLuaFiles()}>
          {t('add')}
        </Button>
      </div>
    </Modal>
  );
};

/** Over the whole window while files are dragged: what dropping them does. */
export const DropHint = () => {
  const { t } = useTranslation('lua');
  const dragging = useLuaFiles((state) => state.dragging);
  return dragging ? (
    <div className={styles.drop} role="status">
      <IconFileCode size={28} stroke={1.3} aria-hidden />
      {t('dropHere')}
    </div>
  ) : null;
};
