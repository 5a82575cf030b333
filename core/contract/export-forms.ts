/** What rows are written as. */
export const EXPORT_FORMS = ['pcapng', 'text', 'csv', 'json', 'hexDump'] as const;
export type ExportForm = (typeof EXPORT_FORMS)[number];
