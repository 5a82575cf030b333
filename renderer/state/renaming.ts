import { create } from 'zustand';

/** The endpoint whose tab is a text field at this moment. */
export const useRenaming = create<{ readonly id: string | null }>()(() => ({ id: null }));
