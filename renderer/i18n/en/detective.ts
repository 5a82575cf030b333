/** The checksum detective. */
export const detective = {
  title: 'Which checksum is it?',
  about_one: 'Row {{row}}. More messages of the same conversation would make the answer surer.',
  about_other:
    'Row {{row}} and messages around it that went the same way: {{shown}} in all. Every checksum of the catalogue is tried over every span that could be meant.',
  aboutChosen_one:
    'Row {{row}}, the one message among the selected rows. More of them would make the answer surer.',
  aboutChosen_other:
    'Row {{row}} and the other selected messages: {{shown}} in all. Every checksum of the catalogue is tried over every span that could be meant.',
  searching: 'Searching',
  nothing:
    'No checksum of the catalogue fits. It may be over bytes that are not in the message, or of another kind.',
  findings: 'Findings',
  columnChecksum: 'Checksum',
  columnPlace: 'Stands in',
  columnOver: 'Is over',
  columnFits: 'Fits',
  columnCertainty: 'Certainty',
  lowFirst: 'low byte first',
  highFirst: 'high byte first',
  asDigits: 'as hex digits',
  atEnd_one: 'the last byte',
  atEnd_other: 'the last {{shown}} bytes',
  byteFromEnd: 'byte {{first}} from the end',
  bytesFromEnd: 'bytes {{first}} to {{last}} from the end',
  atBytes: 'bytes {{first}} to {{last}}',
  overAllBefore: 'everything before it',
  overFrom: 'byte {{first}} up to it',
  overToSeparator: 'byte {{first}} up to a separator before it',
  overRest: 'byte {{first}} to the end',
  fitsOf: '{{fits}} of {{messages}}',
  certain: 'certain',
  likely: 'likely',
  possible: 'possible',
  use: 'Use as message',
  close: 'Close',
} as const;
