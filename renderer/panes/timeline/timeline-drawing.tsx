import { memo } from 'react';
import type { TimeSpan } from '../../../core/contract/time-span';
import { type ChartLayout, xOf } from './chart-layout';
import type { TimeMark } from './time-axis';
import classes from './timeline-chart.module.css';

interface BarsProps {
  readonly layout: ChartLayout;
  readonly width: number;
}

const Bars = memo(({ layout: { inPath, outPath, axisY }, width }: BarsProps) => (
  <>
    <path className={classes.in} d={inPath} />
    <path className={classes.out} d={outPath} />
    <line className={classes.axis} x1={0} x2={width} y1={axisY} y2={axisY} />
  </>
));

/** Pixels that a mark's words need; one that has not as many left has none. */
const LABEL_ROOM = 62;

interface DrawingProps {
  readonly layout: ChartLayout;
  readonly width: number;
  readonly height: number;
  /** Where bars end at the bottom and words begin. */
  readonly floor: number;
  readonly marks: readonly TimeMark[];
  /** What the log is limited to: all else is dimmed. */
  readonly limit: TimeSpan | null;
  readonly selection: TimeSpan | null;
  /** The first µs of the bar that is pointed at. */
  readonly pointed: number | null;
}

/** The picture of a timeline. Colours come from the tokens; what it says is said in words elsewhere. */
export const TimelineDrawing = ({
  layout,
  width,
  height,
  floor,
  marks,
  limit,
  selection,
  pointed,
}: DrawingProps) => {
  const x = (micros: number): number => Math.max(0, Math.min(width, Math.round(xOf(layout, micros))));
  const lit = selection ?? limit;
  const [left, right] = lit === null ? [0, width] : [x(lit.from), x(lit.to)];
  return (
    <svg className={classes.drawing} width={width} height={height} aria-hidden="true" focusable="false">
      {marks.map(({ micros, label }) => {
        const at = Math.round(xOf(layout, micros)) + 0.5;
        return (
          <g key={micros} className={classes.mark}>
            <line x1={at} x2={at} y1={0} y2={height} />
            {at + LABEL_ROOM < width && (
              <text x={at + 4} y={height - 4}>
                {label}
              </text>
            )}
          </g>
        );
      })}
      {selection !== null && (
        <rect className={classes.selection} x={left} y={0} width={Math.max(1, right - left)} height={floor} />
      )}
      <Bars layout={layout} width={width} />
      {lit !== null && (
        <>
          <rect className={classes.dim} x={0} y={0} width={left} height={floor} />
          <rect className={classes.dim} x={right} y={0} width={width - right} height={floor} />
          <g className={classes.edges} data-pending={selection !== null}>
            <line x1={left + 0.5} x2={left + 0.5} y1={0} y2={floor} />
            <line x1={right - 0.5} x2={right - 0.5} y1={0} y2={floor} />
            <rect x={left - 1} y={floor / 2 - 6} width={4} height={12} rx={1.5} />
            <rect x={right - 3} y={floor / 2 - 6} width={4} height={12} rx={1.5} />
          </g>
        </>
      )}
      {pointed !== null && (
        <rect
          className={classes.pointed}
          x={x(pointed)}
          y={0}
          width={Math.max(1, x(pointed + layout.width) - x(pointed))}
          height={floor}
        />
      )}
    </svg>
  );
};
