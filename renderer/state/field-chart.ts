import { create } from 'zustand';
import { type FieldChart, MOST_SERIES } from '../../core/contract/field-chart';
import { FIELD_NAME } from '../../core/contract/log-columns';
import { fieldNumber } from '../../core/measure/field-number';
import { ask } from './bridge';
import { useDecodeAs } from './decode-as';
import { useLog } from './log';
import { tell } from './notices';
import { updateSettings, useSettings } from './settings';

interface FieldChartState {
  /** As last answered; null before the first. */
  readonly chart: FieldChart | null;
  /** A person has stopped the reading, or it has failed; it goes on when it is told to. */
  readonly stopped: boolean;
}

export const useFieldChart = create<FieldChartState>()(() => ({ chart: null, stopped: false }));

/** While there is more to read it is asked for this often, in ms; a capture that grows, as often as can be read. */
const ASK_MS = { reading: 250, growing: 1000 } as const;

/** These pass by themselves: another view has come, or another question. */
const PASSING: ReadonlySet<string> = new Set(['EVIEW_GONE', 'EDISSECT_SUPERSEDED']);

const fieldsNow = (): readonly string[] => useSettings.getState().settings.chartFields;

/** All rows of the view were read, of which the window has heard that there are `matched`. */
export const isRead = ({ series, total }: FieldChart, matched: number): boolean =>
  total >= matched && series.every(({ done }) => done >= total);

let timer: ReturnType<typeof setTimeout> | undefined;
/** Somebody looks. */
let watched = false;
/** What the last answer was about, so that nothing is asked while nothing has changed. */
let answered = '';

const matter = (): string => {
  const { view, matched } = useLog.getState();
  return `${view} ${matched} ${fieldsNow().join()} ${useFieldChart.getState().stopped}`;
};

const look = async (): Promise<void> => {
  clearTimeout(timer);
  if (!watched) return;
  const { view, matched } = useLog.getState();
  const fields = fieldsNow();
  const { stopped, chart } = useFieldChart.getState();
  const about = matter();
  const idle = about === answered && (stopped || (chart !== null && isRead(chart, matched)));
  if (view !== null && fields.length > 0 && !document.hidden && !idle) {
    const answer = await ask('chart.read', { view, fields: [...fields], read: !stopped });
    if (!answer.ok) tell(answer.failure);
    else if (about === matter()) {
      const failed = answer.value.failure !== null && !PASSING.has(answer.value.failure.code);
      useFieldChart.setState({ chart: answer.value, ...(failed ? { stopped: true } : {}) });
      answered = matter();
    }
  }
  const now = useFieldChart.getState().chart;
  const resting = now !== null && isRead(now, useLog.getState().matched);
  timer = setTimeout(() => void look(), resting ? ASK_MS.growing : ASK_MS.reading);
};

/** Asks at once. */
const lookNow = (): void => {
  answered = '';
  void look();
};

/** Keeps the chart as new as the log while it is seen. Answers with what ends it. */
export const watchFieldChart = (): (() => void) => {
  watched = true;
  lookNow();
  const ends = [
    useSettings.subscribe(({ settings }, before) => {
      if (settings.chartFields !== before.settings.chartFields) lookNow();
    }),
    useLog.subscribe(({ view }, before) => {
      if (view !== before.view) lookNow();
    }),
    // What the dissectors said before does not count any more.
    useDecodeAs.subscribe(({ told }, before) => {
      if (told !== before.told) void ask('chart.read', { view: 0, fields: [], read: false }).then(lookNow);
    }),
  ];
  return () => {
    watched = false;
    clearTimeout(timer);
    for (const end of ends) end();
  };
};

/** Stops the reading, or lets it go on where it was. */
export const readFieldChart = (read: boolean): void => {
  useFieldChart.setState({ stopped: !read });
  lookNow();
};

/** Whether a field can be drawn over time: it has a name, its value here is a number, and there is room for it. */
export const canChartField = (field: string, value: string): boolean => {
  const fields = fieldsNow();
  const named = FIELD_NAME.test(field) && !fields.includes(field);
  return named && fields.length < MOST_SERIES && fieldNumber(value) !== null;
};

export const addChartField = (field: string): void => {
  useFieldChart.setState({ stopped: false });
  void updateSettings({ chartFields: [...fieldsNow(), field] });
};

export const removeChartField = (field: string): void =>
  void updateSettings({ chartFields: fieldsNow().filter((one) => one !== field) });

export const hasChartFields = (): boolean => fieldsNow().length > 0;

export const removeChart = (): void => void updateSettings({ chartFields: [] });
