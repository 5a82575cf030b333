import classes from './progress-line.module.css';

interface ProgressLineProps {
  readonly label: string;
  /** 0 to 1. */
  readonly share: number;
  /** Where it stands, and how high it is. */
  readonly className: string | undefined;
}

/** A thin line that fills while something is looked through. */
export const ProgressLine = ({ label, share, className = '' }: ProgressLineProps) => (
  <div
    className={`${classes.line} ${className}`}
    role="progressbar"
    aria-label={label}
    aria-valuemin={0}
    aria-valuemax={100}
    aria-valuenow={Math.round(share * 100)}
  >
    <div className={classes.done} style={{ width: `${share * 100}%` }} />
  </div>
);
