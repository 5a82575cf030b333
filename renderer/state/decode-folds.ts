import { create } from 'zustand';

/** What was folded or unfolded in the decode tree, by the field's name: it is the same in the next row. */
export const useFolds = create<{ readonly folds: Readonly<Record<string, boolean>> }>()(() => ({
  folds: {},
}));

/** Names come from a stranger's protocol description: so many are remembered. */
const MOST_FOLDS = 2000;

export const fold = (name: string, open: boolean): void =>
  useFolds.setState(({ folds }) => ({
    folds: { ...(Object.keys(folds).length < MOST_FOLDS ? folds : {}), [name]: open },
  }));
