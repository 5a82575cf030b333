import { type ComponentProps, type ReactNode, useId } from 'react';
import styles from './field.module.css';
import { Tip } from './tip';

interface FieldProps extends Omit<ComponentProps<'input'>, 'className' | 'onChange' | 'value' | 'size'> {
  /** The accessible name. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly mono?: boolean;
  /** Pixels; without it the field takes the room that there is. */
  readonly width?: number | undefined;
  /** Why it cannot be changed now; null: it can. */
  readonly locked?: string | null;
  /** What it is for: in its tooltip and for screen readers, unless there is something to say that matters more. */
  readonly hint?: string | undefined;
  /** What is wrong with the value; null: nothing. */
  readonly problem?: string | null;
  /** Where the problem is shown, when not by the field itself. */
  readonly problemId?: string | undefined;
  readonly before?: ReactNode;
  /** Unit or button inside of the field, at its end. */
  readonly after?: ReactNode;
}

/** A text field of one line. What is wrong with it is said in its tooltip and to screen readers. */
export const Field = ({
  label,
  value,
  onChange,
  mono = false,
  width,
  locked = null,
  hint,
  problem = null,
  problemId,
  before,
  after,
  'aria-describedby': helpId,
  ...native
}: FieldProps) => {
  const ownId = useId();
  const said = problem ?? locked ?? hint;
  const saidBy = problem === null ? (said === undefined ? undefined : ownId) : (problemId ?? ownId);
  const describedBy = [saidBy, helpId].filter((id) => id !== undefined).join(' ');
  return (
    <Tip label={said}>
      <div
        className={styles.field}
        data-mono={mono}
        data-invalid={problem !== null}
        data-locked={locked !== null}
        style={width === undefined ? undefined : { width }}
      >
        {before}
        <input
          type="text"
          className={styles.input}
          aria-label={label}
          aria-invalid={problem !== null}
          aria-describedby={describedBy === '' ? undefined : describedBy}
          value={value}
          readOnly={locked !== null}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onChange(event.currentTarget.value)}
          {...native}
        />
        {after}
        {saidBy === ownId && (
          <span id={ownId} className="visually-hidden">
            {said}
          </span>
        )}
      </div>
    </Tip>
  );
};

/** A word inside of a field: a unit, a count. */
export const FieldNote = ({ children }: { readonly children: ReactNode }) => (
  <span className={styles.note}>{children}</span>
);
