/** The automatic answer. */
export const reply = {
  autoReply: 'Auto reply',
  off: 'Off',
  echo: 'Echo',
  fixed: 'Fixed',
  rules: 'Rules',
  reply: 'Reply',
  textPlaceholder: 'Text with escapes such as \\r\\n; {{open}} inserts values',
  hexPlaceholder: 'Hex such as 01 02 ff; {{open}} inserts values',
  answerOptions: 'Answer options',
  options: 'options',
  hex: 'Write as hex bytes',
  hexShort: 'hex',
  delay: 'Delay',
  delayBounds: 'A whole number of milliseconds from {{min}} to {{max}}',
  afterShort: 'after {{shown}}',
  ms: 'ms',
} as const;
