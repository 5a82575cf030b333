import { IconFilter, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FieldName, isFieldName } from '../../../core/filter/fields';
import { useLog } from '../../state/log';
import { clearQuery, commitFilter, typeFilter, useLogFilter } from '../../state/log-filter';
import { type Suggestion, useSuggestions } from '../../state/log-suggest';
import { useSettings } from '../../state/settings';
import { IconButton } from '../../ui/button';
import { drawNow } from '../../ui/draw-now';
import { useFormats } from '../../ui/format';
import { ProgressLine } from '../../ui/progress-line';
import { FilterFaultLine } from './filter-fault';
import classes from './filter-field.module.css';
import { SpanChip } from './span-chip';

/** A filter that cannot be read yet is most often one that is still being typed; it is said after this rest, in ms. */
const FAULT_AFTER_MS = 700;

const FIELD_NOTES = {
  endpoint: 'fieldEndpoint',
  peer: 'fieldPeer',
  dir: 'fieldDir',
  kind: 'fieldKind',
  severity: 'fieldSeverity',
  event: 'fieldEvent',
  len: 'fieldLen',
  row: 'fieldRow',
  time: 'fieldTime',
  'frame.time': 'fieldFrameTime',
  'frame.marked': 'fieldFrameMarked',
  payload: 'fieldPayload',
  'tcp.port': 'fieldTcpPort',
  'udp.port': 'fieldUdpPort',
  'ip.addr': 'fieldIpAddr',
} as const satisfies Readonly<Record<FieldName, string>>;

const KINDS = {
  history: 'suggestHistory',
  operator: 'suggestOperator',
  value: 'suggestValue',
  keyword: 'suggestKeyword',
} as const satisfies Readonly<Record<Exclude<Suggestion['kind'], 'field'>, string>>;

const noteOf = ({ kind, label }: Suggestion) => {
  if (kind !== 'field') return KINDS[kind];
  return isFieldName(label) ? FIELD_NOTES[label] : 'suggestKeyword';
};

/** How many rows match, of how many; while it is still being looked, how far that is. */
const Matches = () => {
  const { t } = useTranslation('log');
  const { count } = useFormats();
  const limited = useLogFilter(({ span }) => span !== null);
  const filtered = useSettings(
    ({ settings: { filter } }) =>
      limited || filter.query.trim() !== '' || !filter.in || !filter.out || !filter.events,
  );
  const matched = useLog((state) => state.matched - state.first);
  const total = useLog((state) => state.total - state.removed);
  return (
    <span className={classes.matches}>
      {filtered ? t('matches', { matched: count(matched), total: count(total) }) : count(total)}
    </span>
  );
};

const Progress = () => {
  const { t } = useTranslation('log');
  // In whole percent, so that a flood draws this no more often than it changes.
  const percent = useLog(({ scanned, total }) => (total === 0 ? 100 : Math.floor((scanned / total) * 100)));
  // A view that keeps up with what comes in is not searching.
  const behind = useLog(({ scanned, total }) => total - scanned > 20_000);
  if (!behind) return null;
  return <ProgressLine label={t('searching')} share={percent / 100} className={classes.progress} />;
};

/** The one filter: a view of what is recorded, which it never touches. */
export const FilterField = () => {
  const { t } = useTranslation('log');
  const { typed, fault, focus } = useLogFilter();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [caret, setCaret] = useState(0);
  const [faultShown, setFaultShown] = useState(false);
  const suggestions = useSuggestions(open, typed, caret);
  const listed = open && suggestions.length > 0;

  useEffect(() => {
    if (focus === 0) return;
    input.current?.focus();
    input.current?.select();
  }, [focus]);

  useEffect(() => {
    setFaultShown(false);
    if (fault === null) return;
    const timer = setTimeout(() => setFaultShown(true), FAULT_AFTER_MS);
    return () => clearTimeout(timer);
  }, [fault]);

  const take = (index: number): void => {
    const chosen = suggestions[index];
    if (chosen === undefined) return;
    typeFilter(chosen.query);
    setCaret(chosen.caret);
    setActive(-1);
    if (chosen.kind === 'history') {
      setOpen(false);
      void commitFilter();
    }
    // The caret can be set only when the field has its new text.
    drawNow();
    input.current?.focus();
    input.current?.setSelectionRange(chosen.caret, chosen.caret);
  };

  const keys = (event: KeyboardEvent<HTMLInputElement>): void => {
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      if (!listed) setOpen(true);
      else {
        const step = key === 'ArrowDown' ? 1 : -1;
        const places = suggestions.length + 1;
        // One place beyond the ends is the field itself.
        setActive(((active + 1 + step + places) % places) - 1);
      }
    } else if ((key === 'Enter' || key === 'Tab') && listed && active >= 0) {
      event.preventDefault();
      take(active);
    } else if (key === 'Tab') {
      setOpen(false);
    } else if (key === 'Enter') {
      setOpen(false);
      setFaultShown(fault !== null);
      void commitFilter();
    } else if (key === 'Escape') {
      event.preventDefault();
      if (listed) setOpen(false);
      else if (typed !== '') clearQuery();
    }
  };

  const problem = fault !== null && faultShown;
  return (
    <div className={classes.field} data-invalid={problem}>
      <IconFilter size={14} stroke={1.8} className={classes.icon} aria-hidden />
      <SpanChip />
      <input
        ref={input}
        type="search"
        className={classes.input}
        aria-label={t('filter')}
        placeholder={t('filterPlaceholder')}
        aria-autocomplete="list"
        aria-controls={listed ? `${id}-list` : undefined}
        aria-activedescendant={listed && active >= 0 ? `${id}-${active}` : undefined}
        aria-invalid={problem}
        aria-describedby={problem ? `${id}-fault` : undefined}
        spellCheck={false}
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          typeFilter(event.currentTarget.value);
          setCaret(event.currentTarget.selectionStart ?? 0);
          setActive(-1);
          setOpen(true);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
        onKeyDown={keys}
        onMouseDown={() => setOpen(true)}
        onBlur={() => {
          setOpen(false);
          void commitFilter();
        }}
      />
      <Matches />
      {typed !== '' && <IconButton icon={IconX} label={t('clearFilter')} onClick={clearQuery} quiet small />}
      <Progress />
      {(listed || problem) && (
        <div className={classes.drop}>
          {listed && (
            <div
              id={`${id}-list`}
              role="listbox"
              tabIndex={0}
              aria-label={t('suggestions')}
              className={classes.list}
            >
              {suggestions.map((suggestion, index) => (
                <div
                  key={suggestion.key}
                  id={`${id}-${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === active}
                  className={classes.option}
                  onMouseDown={(event) => {
                    event.preventDefault();
                    take(index);
                  }}
                >
                  <span className={classes.label}>{suggestion.label}</span>
                  <span className={classes.note}>{suggestion.title ?? t(noteOf(suggestion))}</span>
                </div>
              ))}
            </div>
          )}
          {problem && <FilterFaultLine id={`${id}-fault`} text={typed} fault={fault} />}
        </div>
      )}
    </div>
  );
};
