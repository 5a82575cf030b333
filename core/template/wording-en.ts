import type { TemplateSentences } from './wording-keys';

export const TEMPLATE_ENGLISH: TemplateSentences = {
  ETEMPLATE_OPEN: {
    cause: 'The {{open}} at character {{character}} is not closed.',
    advice: 'Add {{close}}. To send two braces themselves, write \\{ for the first, or switch on raw text.',
  },
  ETEMPLATE_EMPTY: {
    cause: 'Nothing stands between the braces at character {{character}}.',
    advice:
      'Choose something from Insert. To send two braces, write \\{ for the first, or switch on raw text.',
  },
  ETEMPLATE_CHARACTER: {
    cause: '“{{found}}” (character {{character}}) means nothing within braces.',
    advice: 'Put text in quotes. To send two braces, write \\{ for the first, or switch on raw text.',
  },
  ETEMPLATE_QUOTE: {
    cause: 'The {{quote}} at character {{character}} is not closed.',
    advice: 'Add {{quote}} at the end of the text; write \\{{quote}} for one within.',
  },
  ETEMPLATE_EXPECTED: {
    cause: 'At character {{character}}, {{wanted}} is missing.',
    advice: 'Write {{wanted}} there. Arguments are separated by commas and stand in parentheses.',
  },
  'ETEMPLATE_EXPECTED.value': {
    cause: 'At character {{character}}, a value is missing.',
    advice: 'Write a number, a text in quotes, $name for a variable, or something from Insert.',
  },
  'ETEMPLATE_EXPECTED.name': {
    cause: 'At character {{character}}, a name is missing.',
    advice: 'Write a word of letters and digits.',
  },
  'ETEMPLATE_EXPECTED.number': {
    cause: 'At character {{character}}, a whole number is missing.',
    advice: 'A part of some bytes is written as [start:length], counted from 0.',
  },
  ETEMPLATE_DEEP: {
    cause: 'At character {{character}}, too many parentheses stand within each other.',
    advice: 'Leave some out.',
  },
  ETEMPLATE_NAME: {
    cause: 'There is nothing called “{{name}}” (character {{character}}).',
    advice: 'Insert shows what there is. Variables are written with a dollar sign: {{variable}}.',
  },
  'ETEMPLATE_NAME.near': {
    cause: 'There is nothing called “{{name}}” (character {{character}}).',
    advice: 'Did you mean {{near}}? Variables are written with a dollar sign: {{variable}}.',
  },
  'ETEMPLATE_NAME.span': {
    cause: '“{{span}}” (character {{character}}) is the name of a span and no value.',
    advice: 'Write len({{span}}) for its length, or a checksum over it.',
  },
  ETEMPLATE_CHECKSUM: {
    cause: 'Porthole knows no checksum “{{found}}” (character {{character}}).',
    advice:
      'Choose one from Append checksum, or describe it: crc(width=16, poly=0x8005, init=0xFFFF, refin, refout).',
  },
  ETEMPLATE_ARGUMENT: {
    cause: '{{called}} has no use for “{{found}}” (character {{character}}).',
    advice: 'It takes: {{takes}}.',
  },
  'ETEMPLATE_ARGUMENT.none': {
    cause: '{{called}} has no use for “{{found}}” (character {{character}}).',
    advice: 'It takes nothing: leave it out.',
  },
  ETEMPLATE_PARAMETER: {
    cause: '{{called}} takes no “{{found}}” (character {{character}}).',
    advice: 'It takes: {{takes}}.',
  },
  'ETEMPLATE_PARAMETER.none': {
    cause: '{{called}} takes no “{{found}}” (character {{character}}).',
    advice: 'It takes nothing: leave it out.',
  },
  ETEMPLATE_TWICE: {
    cause: '“{{parameter}}” is given twice (character {{character}}).',
    advice: 'Leave one out.',
  },
  ETEMPLATE_MISSING: {
    cause: '{{called}} (character {{character}}) lacks its “{{parameter}}”.',
    advice: 'Write it in the parentheses.',
  },
  ETEMPLATE_CONSTANT: {
    cause: '“{{parameter}}” must be the same in every message (character {{character}}).',
    advice: 'Write a number, or a text in quotes.',
  },
  ETEMPLATE_WORD: {
    cause: '“{{parameter}}” is never “{{found}}” (character {{character}}).',
    advice: 'It is one of: {{words}}.',
  },
  ETEMPLATE_RANGE: {
    cause: '“{{parameter}}” cannot be “{{found}}” (character {{character}}).',
    advice: 'Write a whole number from {{min, number}} to {{max, number}}.',
  },
  ETEMPLATE_SPAN: {
    cause: '“{{found}}” (character {{character}}) is no part of this message.',
    advice: 'Parts are: {{spans}}. A part of your own begins with #name and ends with /name, each in braces.',
  },
  ETEMPLATE_SPAN_NAME: {
    cause: 'A span cannot be called “{{span}}” (character {{character}}).',
    advice: 'Take a word of letters and digits that means nothing else, such as body.',
  },
  ETEMPLATE_SPAN_OPEN: {
    cause: 'The span “{{span}}” that begins at character {{character}} does not end.',
    advice: 'Write /{{span}} in braces where it ends.',
  },
  ETEMPLATE_SPAN_CLOSE: {
    cause: 'At character {{character}}, a span “{{span}}” ends that did not begin.',
    advice: 'Write #{{span}} in braces where it begins.',
  },
  'ETEMPLATE_SPAN_CLOSE.opened': {
    cause: 'At character {{character}}, “{{span}}” ends while “{{opened}}” is open.',
    advice: 'Spans may stand within each other, but not overlap: end {{opened}} first.',
  },
  ETEMPLATE_SPAN_TWICE: {
    cause: 'There are two spans “{{span}}” (character {{character}}).',
    advice: 'Call one of them otherwise.',
  },
  ETEMPLATE_SELF: {
    cause: 'This checksum (character {{character}}) would be over itself.',
    advice:
      'Take a span that it is not in, such as before. If its own place counts as zeros, as in IP and ICMP, add zeroed.',
  },
  ETEMPLATE_SELF_LENGTH: {
    cause: 'This length (character {{character}}) counts itself, and how many digits it takes depends on it.',
    advice:
      'Write it as a number of fixed size such as u16(len(all)), or pad it: str(len(all), size=4, pad="0", align=right).',
  },
  ETEMPLATE_CYCLE: {
    cause: 'This value (character {{character}}) needs another that needs this one.',
    advice: 'Take spans that do not hold each other’s checksums or lengths.',
  },
  ETEMPLATE_COUNTER: {
    cause: 'The counter “{{counter}}” is described a second time and otherwise (character {{character}}).',
    advice:
      'It starts at {{start}} and goes on by {{step}}. Leave both out here, or give this counter a name of its own.',
  },
  ETEMPLATE_VARIABLE: {
    cause: 'There is no variable “{{variable}}” (character {{character}}).',
    advice: 'Check its spelling. What a reply was asked, $message, is known in replies only.',
  },
  ETEMPLATE_NUMBER: {
    cause: '“{{value}}” is not a number (character {{character}}).',
    advice: 'Give it a value such as 12, -3 or 0xFF. Bytes are read as a number with uint( ).',
  },
  ETEMPLATE_OVERFLOW: {
    cause: '{{value}} does not fit into {{type}} (character {{character}}).',
    advice: 'Take a wider type, a signed one below zero, or a whole number.',
  },
  ETEMPLATE_SLICE: {
    cause:
      'At character {{character}}, a part is taken that is not there: there are {{length, number}} bytes.',
    advice: 'A part is written as [start:length], counted from 0; a start below 0 counts from the end.',
  },
  'ETEMPLATE_SLICE.last': {
    cause: 'The part from {{from}} to {{last}} (character {{character}}) ends before it begins.',
    advice: 'A part is written as [first-last] or [start:length], counted from 0.',
  },
  ETEMPLATE_LONG: {
    cause:
      'This has {{length, number}} bytes, and there is room for {{size, number}} (character {{character}}).',
    advice: 'Make the room larger, or take a part of it: value[0:{{size}}].',
  },
  ETEMPLATE_DIGITS: {
    cause: '“{{value}}” is more than digits (character {{character}}).',
    advice:
      'bcd takes decimal digits, unhex hex digits; spaces, colons and dashes between them do not matter.',
  },
  ETEMPLATE_LARGE: {
    cause: 'The message has more than {{max, number}} bytes (character {{character}}).',
    advice: 'Make it shorter, or send it as a file.',
  },
};
