/** The automatic answer. */
export const reply = {
  autoReply: 'Auto reply',
  off: 'Off',
  echo: 'Echo',
  fixed: 'Fixed',
  reply: 'Reply',
  textPlaceholder: 'Text with escapes such as \\r\\n',
  hexPlaceholder: 'Hex such as 01 02 ff',
  hex: 'Hex',
  hexHint: 'Write the answer as hex bytes',
  textOptions: 'Text options',
  delay: 'Delay',
  delayBounds: 'A whole number of milliseconds from {{min}} to {{max}}',
  after: 'after',
  ms: 'ms',
} as const;
