import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FramingSetting } from '../../../core/contract/framing';
import {
  BYTE_ORDERS,
  FIELD_SIZES,
  FRAMING_KINDS,
  type FramingKind,
} from '../../../core/contract/framing-choices';
import { readFraming } from '../../../core/framing/setting';
import { useExplain } from '../../ui/explain';
import { Field } from '../../ui/field';
import { PickList } from '../../ui/pick-list';
import styles from './framing-fields.module.css';
import { FRAMING_WORDS, ORDER_WORDS } from './framing-words';
import { WordedSwitch } from './worded-switch';

type Typed = 'delimiter' | 'start' | 'end' | 'length' | 'offset' | 'adjustment' | 'idle' | 'regex' | 'most';

const FIELD_WORDS = {
  delimiter: 'delimiterField',
  start: 'start',
  end: 'end',
  length: 'length',
  offset: 'offset',
  adjustment: 'adjustment',
  idle: 'idleMs',
  regex: 'regexField',
  most: 'most',
} as const satisfies Record<Typed, string>;

/** What a kind has to be told, in the order in which it is asked. */
const FIELDS: Readonly<Record<FramingKind, readonly Typed[]>> = {
  raw: [],
  delimiter: ['delimiter'],
  fixed: ['length'],
  length: ['offset'],
  slip: [],
  cobs: [],
  markers: ['start', 'end'],
  idle: ['idle'],
  json: [],
  regex: ['regex'],
};

interface FramingFieldsProps {
  readonly setting: FramingSetting;
  readonly onChange: (patch: Partial<FramingSetting>) => void;
  /** Kinds to choose from. */
  readonly kinds?: readonly FramingKind[];
}

/** How a stream is cut into messages: the kind, and what it has to be told. */
export const FramingFields = ({ setting, onChange, kinds = FRAMING_KINDS }: FramingFieldsProps) => {
  const { t } = useTranslation('framing');
  const explain = useExplain();
  const read = useMemo(() => readFraming(setting), [setting]);
  const fault = read.ok ? null : read.fault;
  const words = fault === null ? null : explain(fault.failure);
  const field = (name: Typed, width: number | undefined) => (
    <span key={name} className={styles.labelled}>
      {t(FIELD_WORDS[name])}
      <Field
        label={t(FIELD_WORDS[name])}
        value={setting[name]}
        onChange={(typed) => onChange({ [name]: typed })}
        width={width}
        placeholder={name === 'most' ? '1048576' : undefined}
        mono
        problem={fault?.field === name && words !== null ? `${words.cause} ${words.advice}` : null}
      />
    </span>
  );
  const { kind } = setting;
  return (
    <fieldset className={styles.framing} aria-label={t('framing')}>
      <span className={styles.lead} aria-hidden="true">
        {t('framing')}
      </span>
      <PickList
        label={t('framing')}
        choices={kinds.map((value) => ({ value, label: t(FRAMING_WORDS[value]) }))}
        value={kind}
        onChange={(value) => onChange({ kind: value })}
      />
      {FIELDS[kind].map((name) => field(name, name === 'regex' ? 220 : 84))}
      {kind === 'length' && (
        <>
          <span className={styles.labelled}>
            {t('size')}
            <PickList
              label={t('size')}
              choices={FIELD_SIZES.map((value) => ({ value, label: value }))}
              value={setting.size}
              onChange={(size) => onChange({ size })}
            />
          </span>
          <PickList
            label={t('order')}
            choices={BYTE_ORDERS.map((value) => ({ value, label: t(ORDER_WORDS[value]) }))}
            value={setting.order}
            onChange={(order) => onChange({ order })}
          />
          {field('adjustment', 56)}
          <WordedSwitch
            label={t('includesHeader')}
            checked={setting.includesHeader}
            onChange={(includesHeader) => onChange({ includesHeader })}
          />
        </>
      )}
      {(kind === 'delimiter' || kind === 'markers') && (
        <WordedSwitch label={t('keep')} checked={setting.keep} onChange={(keep) => onChange({ keep })} />
      )}
      {kind !== 'raw' && field('most', 92)}
      {words !== null && (
        <p className={styles.framingFault} role="alert">
          {words.cause} <span className={styles.advice}>{words.advice}</span>
        </p>
      )}
    </fieldset>
  );
};
