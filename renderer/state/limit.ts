import { create } from 'zustand';
import {
  LEAST_CAPTURE_AGE_MS,
  LEAST_CAPTURE_BYTES,
  MOST_CAPTURE_AGE_MS,
  MOST_CAPTURE_BYTES,
} from '../../core/contract/limits';

/** Whether the question how much is kept is open. */
export const useLimitDialog = create<{ readonly open: boolean }>()(() => ({ open: false }));

export const openLimit = (): void => useLimitDialog.setState({ open: true });
export const closeLimit = (): void => useLimitDialog.setState({ open: false });

export const SIZE_UNITS = { mb: 1e6, gb: 1e9 } as const;
export const AGE_UNITS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;
export type SizeUnit = keyof typeof SIZE_UNITS;
export type AgeUnit = keyof typeof AGE_UNITS;

/** What was typed, as a whole number of bytes or ms; null for nothing, undefined when it is no such number. */
const amountOf = (typed: string, unit: number, least: number, most: number): number | null | undefined => {
  const text = typed.trim().replace(',', '.');
  if (text === '') return null;
  const amount = Math.round(Number(text) * unit);
  return /^\d+(\.\d+)?$/.test(text) && amount >= least && amount <= most ? amount : undefined;
};

export const sizeOf = (typed: string, unit: SizeUnit): number | null | undefined =>
  amountOf(typed, SIZE_UNITS[unit], LEAST_CAPTURE_BYTES, MOST_CAPTURE_BYTES);

export const ageOf = (typed: string, unit: AgeUnit): number | null | undefined =>
  amountOf(typed, AGE_UNITS[unit], LEAST_CAPTURE_AGE_MS, MOST_CAPTURE_AGE_MS);

/** The largest unit in which an amount is a whole number, and that number as it is typed. */
export const inUnits = <U extends string>(
  amount: number | null,
  units: Readonly<Record<U, number>>,
  first: U,
): { readonly typed: string; readonly unit: U } => {
  if (amount === null) return { typed: '', unit: first };
  const all = Object.keys(units) as U[];
  const unit = all.findLast((one) => amount % units[one] === 0) ?? all[0] ?? first;
  return { typed: String(amount / units[unit]), unit };
};
