/** What of two rows is compared: their messages, or what one side or both said in their conversations. */
export const COMPARED = ['message', 'in', 'out', 'both'] as const;
export type Compared = (typeof COMPARED)[number];
