import { create } from 'zustand';

/** Grows whenever the menu of the columns shall open, asked for from elsewhere. */
export const useColumnMenu = create<{ readonly asked: number }>()(() => ({ asked: 0 }));

export const openColumnMenu = (): void => useColumnMenu.setState(({ asked }) => ({ asked: asked + 1 }));
