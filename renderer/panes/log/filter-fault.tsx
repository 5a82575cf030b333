import type { FilterFault } from '../../state/log-filter';
import { useExplain } from '../../ui/explain';
import classes from './filter-field.module.css';

interface FilterFaultLineProps {
  readonly id: string;
  readonly text: string;
  readonly fault: FilterFault;
}

/** Characters shown on either side of the place that is wrong. */
const AROUND = 30;

/** What is wrong with the filter, and at which character. */
export const FilterFaultLine = ({ id, text, fault }: FilterFaultLineProps) => {
  const { cause, advice } = useExplain()(fault);
  const { at } = fault;
  // A place of no length (something is missing) is shown as a space.
  const end = at + Math.max(1, fault.length);
  const from = Math.max(0, at - AROUND);
  return (
    <div id={id} className={classes.fault} role="alert">
      <code className={classes.source}>
        {from > 0 && '…'}
        {text.slice(from, at)}
        <mark>{text.slice(at, end).padEnd(1)}</mark>
        {text.slice(end, end + AROUND)}
        {text.length > end + AROUND && '…'}
      </code>
      <span>
        {cause} <span className={classes.advice}>{advice}</span>
      </span>
    </div>
  );
};
