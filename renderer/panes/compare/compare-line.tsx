import { useTranslation } from 'react-i18next';
import type { DiffRun } from '../../../core/contract/compare';
import { GLYPHS } from '../../../core/payload/hexdump';
import type { CompareSide } from '../../state/compare';
import type { AlignedPart } from './aligned';
import classes from './compare.module.css';

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).toUpperCase().padStart(2, '0'));

/** A sign beside each line says what its colours say. */
const SIGNS = { same: '', changed: '≠', left: '−', right: '+' } as const;
const SIGN_WORDS = { changed: 'lineChanged', left: 'lineLeft', right: 'lineRight' } as const;

/** What a line is: equal, or how it differs. */
export const kindOf = (parts: readonly AlignedPart[]): DiffRun['kind'] => {
  const kinds = new Set(parts.map(({ kind }) => kind).filter((kind) => kind !== 'same'));
  const [only] = kinds;
  return kinds.size === 0 ? 'same' : kinds.size === 1 && only !== undefined ? only : 'changed';
};

interface HalfProps {
  readonly side: CompareSide;
  readonly parts: readonly AlignedPart[];
  /** From the line's first byte of this side on; null while they are on their way. */
  readonly bytes: Uint8Array | null;
  readonly digits: number;
  readonly current: number;
}

const Half = ({ side, parts, bytes, digits, current }: HalfProps) => {
  const first = parts.find((part) => part[`${side}Length`] > 0);
  const start = first?.[side] ?? 0;
  const cells = (text: (byte: number | undefined) => string, gap: string) =>
    parts.map((part) => {
      const length = part[`${side}Length`];
      const from = part[side] - start;
      const own =
        bytes === null ? '' : Array.from(bytes.subarray(from, from + length), (byte) => text(byte)).join('');
      return (
        <span key={part.run} data-kind={part.kind} data-current={part.run === current}>
          {own}
          {part.length > length && <i>{gap.repeat(part.length - length)}</i>}
        </span>
      );
    });
  return (
    <>
      <span role="rowheader" className={classes.offset}>
        {first === undefined ? '' : start.toString(16).toUpperCase().padStart(digits, '0')}
      </span>
      <span role="gridcell">{cells((byte) => `${HEX[byte ?? 0]} `, '·· ')}</span>
      <span role="gridcell" data-side={side}>
        {cells((byte) => GLYPHS[byte ?? 0] ?? '', '·')}
      </span>
    </>
  );
};

interface LineProps {
  readonly id: string;
  readonly line: number;
  readonly y: number;
  readonly parts: readonly AlignedPart[];
  readonly left: Uint8Array | null;
  readonly right: Uint8Array | null;
  readonly digits: number;
  /** The run that one is at. */
  readonly current: number;
  readonly active: boolean;
}

/** One line of both sides. */
export const CompareLine = (props: LineProps) => {
  const { id, line, y, parts, left, right, digits, current, active } = props;
  const { t } = useTranslation('compare');
  const kind = kindOf(parts);
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={line + 1}
      className={classes.line}
      data-kind={kind}
      data-active={active}
      style={{ transform: `translateY(${y}px)` }}
    >
      <Half side="left" parts={parts} bytes={left} digits={digits} current={current} />
      <span role="gridcell" className={classes.sign} aria-label={kind === 'same' ? '' : t(SIGN_WORDS[kind])}>
        {SIGNS[kind]}
      </span>
      <Half side="right" parts={parts} bytes={right} digits={digits} current={current} />
    </div>
  );
};
