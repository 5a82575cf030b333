import { create } from 'zustand';

interface InsertingState {
  /** The endpoint into whose message something is put at this moment. */
  readonly id: string | null;
  readonly from: 'menu' | 'checksums';
}

/** Which composer has its Insert menu or its checksums open. */
export const useInserting = create<InsertingState>()(() => ({ id: null, from: 'menu' }));

export const openInsert = (id: string, from: InsertingState['from']): void =>
  useInserting.setState({ id, from });

export const closeInsert = (): void => useInserting.setState({ id: null });
