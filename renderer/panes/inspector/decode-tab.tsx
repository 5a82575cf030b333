import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecodedRow } from '../../../core/contract/dissect';
import type { LogRow } from '../../../core/contract/log';
import { useChosenField } from '../../state/chosen-field';
import { decodeAgain, followSelection, useDecode } from '../../state/decode';
import { updateSettings, useSettings } from '../../state/settings';
import { Button, IconButton } from '../../ui/button';
import { Empty } from '../../ui/empty';
import { FailureNote } from '../../ui/failure-note';
import { useFormats } from '../../ui/format';
import { Split } from '../../ui/split';
import { DecodeBytes } from './decode-bytes';
import classes from './decode-tab.module.css';
import { DecodeTree } from './decode-tree';
import { ownerOf } from './field-tree';
import { type HexSelection, rangeOf } from './hex-selection';

/** Which packet of a message in several ones the tree is of. */
const Packets = ({ tree }: { readonly tree: DecodedRow }) => {
  const { t } = useTranslation('inspector');
  const { count } = useFormats();
  const { packet, packets } = tree;
  if (packets === 1) return null;
  return (
    <div className={classes.packets}>
      <span>{t('packetOf', { packet: count(packet + 1), packets: count(packets) })}</span>
      <IconButton
        icon={IconChevronLeft}
        label={t('previousPacket')}
        small
        quiet
        disabled={packet === 0}
        onClick={() => decodeAgain(packet - 1)}
      />
      <IconButton
        icon={IconChevronRight}
        label={t('nextPacket')}
        small
        quiet
        disabled={packet === packets - 1}
        onClick={() => decodeAgain(packet + 1)}
      />
    </div>
  );
};

/** What is selected: a field, or bytes, or both. It belongs to one tree. */
interface Chosen {
  readonly tree: DecodedRow | null;
  readonly field: number | null;
  readonly source: number;
  readonly bytes: HexSelection | null;
}

const NOTHING: Chosen = { tree: null, field: null, source: 0, bytes: null };

/** The same field in another tree: the one of its name, the n-th where there are several. */
const sameField = (from: DecodedRow, at: number, to: DecodedRow): number | null => {
  const field = from.fields[at];
  if (field === undefined || field.name === '') return null;
  const place = from.fields.slice(0, at).filter(({ name }) => name === field.name).length;
  const alike = to.fields.flatMap(({ name }, i) => (name === field.name ? [i] : []));
  return alike[place] ?? null;
};

const Tree = ({ tree }: { readonly tree: DecodedRow }) => {
  const { t } = useTranslation('inspector');
  const [made, setMade] = useState<Chosen>(NOTHING);
  const [hovered, setHovered] = useState<number | null>(null);
  let chosen = made;
  if (made.tree !== tree) {
    const at = made.tree === null || made.field === null ? null : sameField(made.tree, made.field, tree);
    chosen = { ...NOTHING, tree, field: at, source: at === null ? 0 : (tree.fields[at]?.source ?? 0) };
    setMade(chosen);
    setHovered(null);
  }

  const field = tree.fields[chosen.field ?? -1] ?? null;
  useEffect(() => {
    useChosenField.setState({ field });
    return () => useChosenField.setState({ field: null });
  }, [field]);

  const selectField = (at: number | null): void => {
    const next = at === null ? undefined : tree.fields[at];
    const source = next === undefined || next.length === 0 ? chosen.source : next.source;
    setMade({ tree, field: at, source, bytes: null });
  };
  const selectBytes = (bytes: HexSelection | null): void => {
    const owner = bytes === null ? null : ownerOf(tree.fields, chosen.source, rangeOf(bytes));
    setMade({ ...chosen, bytes, field: owner ?? (bytes === null ? null : chosen.field) });
  };

  const pointed = tree.fields[hovered ?? chosen.field ?? -1];
  const lit =
    pointed === undefined || pointed.length === 0 || pointed.source !== chosen.source
      ? null
      : { start: pointed.start, end: pointed.start + pointed.length };
  return (
    <Split
      id="decode"
      orientation="vertical"
      label={t('treeHeight')}
      sides={[
        {
          id: 'tree',
          share: 68,
          least: 90,
          rail: null,
          content: (
            <DecodeTree tree={tree} selected={chosen.field} onSelect={selectField} onHover={setHovered} />
          ),
        },
        {
          id: 'bytes',
          share: 32,
          least: 64,
          rail: null,
          content: (
            <DecodeBytes
              tree={tree}
              source={chosen.source}
              onSource={(source) => setMade({ ...chosen, source, bytes: null })}
              selection={chosen.bytes}
              onSelection={selectBytes}
              lit={lit}
              field={field}
            />
          ),
        },
      ]}
    />
  );
};

/** A message as Wireshark's dissectors read it, and its bytes beside it. */
export const DecodeTab = ({ row }: { readonly row: Extract<LogRow, { readonly kind: 'data' }> }) => {
  const { t } = useTranslation('inspector');
  const isOff = useSettings(({ settings }) => settings.dissectors === 'off');
  const { tree, failure, waiting, warm } = useDecode();
  useEffect(() => (isOff ? undefined : followSelection()), [isOff]);

  if (isOff) {
    return (
      <Empty title={t('dissectorsOff')} body={t('dissectorsOffBody')}>
        <Button onClick={() => void updateSettings({ dissectors: 'inspector' })}>{t('dissectorsOn')}</Button>
      </Empty>
    );
  }
  if (failure !== null) {
    return (
      <FailureNote failure={failure}>
        <Button onClick={() => decodeAgain(null)}>{t('decodeAgain')}</Button>
      </FailureNote>
    );
  }
  if (tree === null) {
    return (
      <p className={classes.waiting} role="status">
        {waiting && t(warm ? 'decoding' : 'loadingDissectors')}
      </p>
    );
  }
  // The tree of the row before stays for the few milliseconds until this one's is there.
  return (
    <div className={classes.decoded} aria-busy={tree.row !== row.row}>
      <Packets tree={tree} />
      {tree.cut && <FailureNote severity="info" failure={{ code: 'EDISSECT_MANY_FIELDS' }} />}
      <Tree tree={tree} />
    </div>
  );
};
