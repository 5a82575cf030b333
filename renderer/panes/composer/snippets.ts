/** What the Insert menu puts into a message, by what it is about. The caret goes to the bar, or to the end. */
export const SNIPPETS = [
  {
    group: 'groupCounter',
    snippets: [
      { word: 'counterPlain', text: '{{counter}}' },
      { word: 'counterNamed', text: '{{counter(seq, start=0, step=1)}}' },
      { word: 'counterByte', text: '{{u8(counter)}}' },
      { word: 'counterWord', text: '{{u16(counter)}}' },
      { word: 'counterHex', text: '{{counter(width=4, radix=16)}}' },
    ],
  },
  {
    group: 'groupTime',
    snippets: [
      { word: 'timeIso', text: '{{time}}' },
      { word: 'timeSeconds', text: '{{time(s)}}' },
      { word: 'timeMilliseconds', text: '{{time(ms)}}' },
      { word: 'timeBinary', text: '{{u32(time(s))}}' },
      { word: 'timeOwn', text: '{{time("yyyy-MM-dd HH:mm:ss", local)}}' },
      { word: 'timeBcd', text: '{{time(bcd)}}' },
      { word: 'timeNtp', text: '{{time(ntp)}}' },
    ],
  },
  {
    group: 'groupSpan',
    snippets: [
      { word: 'spanAfter16', text: '{{u16(len(after))}}' },
      { word: 'spanAfterDigits', text: '{{len(after)}}' },
      { word: 'spanAll16', text: '{{u16(len)}}' },
      { word: 'spanNamed', text: '{{u16(len(body))}}{{#body}}|{{/body}}' },
    ],
  },
  {
    group: 'groupNumber',
    snippets: [
      { word: 'number16', text: '{{u16(|1)}}' },
      { word: 'number16le', text: '{{u16le(|1)}}' },
      { word: 'number32', text: '{{u32(|1)}}' },
      { word: 'number32le', text: '{{u32le(|1)}}' },
      { word: 'numberFloat', text: '{{f32(|1.5)}}' },
      { word: 'numberVarint', text: '{{varint(|300)}}' },
    ],
  },
  {
    group: 'groupText',
    snippets: [
      { word: 'textPrefixed', text: '{{str("|text", u16)}}' },
      { word: 'textPadded', text: '{{str("|text", size=16, pad=0)}}' },
      { word: 'textFill', text: '{{fill(|16, 0xFF)}}' },
    ],
  },
  {
    group: 'groupRandom',
    snippets: [
      { word: 'randomBytes', text: '{{random(8)}}' },
      { word: 'randomNumber', text: '{{randint(1, 100)}}' },
      { word: 'randomText', text: '{{randtext(8)}}' },
      { word: 'randomUuid', text: '{{uuid}}' },
    ],
  },
] as const satisfies readonly {
  readonly group: string;
  readonly snippets: readonly { readonly word: string; readonly text: string }[];
}[];
