export const ENCODINGS = [
  'utf-8',
  'latin-1',
  'gbk',
  'gb18030',
  'big5',
  'shift-jis',
  'euc-kr',
  'utf-16le',
  'utf-16be',
] as const;
export type Encoding = (typeof ENCODINGS)[number];

export const LINE_ENDINGS = ['none', 'lf', 'cr', 'crlf', 'nul'] as const;
/** What is appended to a text message. */
export type LineEnding = (typeof LINE_ENDINGS)[number];
