import { MAX_ITEMS, MAX_MESSAGE_BYTES, MAX_MESSAGES } from '../contract/protocol-choices';
import { ALGORITHMS, algorithmBytes } from './algorithms';
import { bytesBehind, isNumber, leastBehind, placeOf } from './layout';
import { CHECKSUM_LUA, checksumLua } from './lua-checksums';
import { luaString, luaTexts } from './lua-text';
import type { Protocol, ProtocolField } from './protocol';

/** From so many bytes on, as many more are asked for as a message is known to want, and not the next segment. */
const LONG_MESSAGE = 65_536;

const bytesOf = ({ size }: ProtocolField): number => (size.of === 'bytes' ? size.bytes : 0);

/** Wireshark's name of a field's type. */
const typeOf = (field: ProtocolField): string => {
  const bits = 8 * bytesOf(field);
  switch (field.kind) {
    case 'uint':
    case 'checksum':
      return `uint${bits}`;
    case 'int':
      return `int${bits}`;
    case 'float':
      return bits === 32 ? 'float' : 'double';
    case 'text':
      return 'string';
    case 'textz':
      return 'stringz';
    case 'bytes':
      return 'bytes';
  }
};

const isWhole = ({ kind }: ProtocolField): boolean => kind === 'uint' || kind === 'int';
/** Tables of words are for 32 bits. */
const hasTexts = (field: ProtocolField): boolean =>
  field.texts.length > 0 && isWhole(field) && bytesOf(field) <= 4;

const fieldLua = (protocol: Protocol, field: ProtocolField): string => {
  const more = hasTexts(field)
    ? `, base.DEC, ${luaTexts(field.texts)}`
    : field.kind === 'checksum'
      ? ', base.HEX'
      : '';
  return `ProtoField.${typeOf(field)}('${protocol.name}.${field.name}', ${luaString(field.title)}${more})`;
};

const bitsLua = (protocol: Protocol, field: ProtocolField): readonly string[] =>
  field.bits.map(({ name, title, first, width, texts }) => {
    const mask = ((1n << BigInt(width)) - 1n) << BigInt(first);
    const words = texts.length === 0 ? 'nil' : luaTexts(texts);
    return `ProtoField.${typeOf(field)}('${protocol.name}.${name}', ${luaString(title)}, base.DEC, ${words}, 0x${mask.toString(16)})`;
  });

/** The number of a field or of bits: what other fields ask for. */
const number = (name: string): string => `values['${name}']`;

const conditionLua = ({ condition }: ProtocolField): string => {
  if (condition === null) return 'true';
  const value = number(condition.field);
  const compared =
    condition.is === 'has'
      ? `bit.band(${value}, ${condition.value}) ~= 0`
      : `${value} ${condition.is === '!=' ? '~=' : condition.is} ${condition.value}`;
  return `${value} ~= nil and ${compared}`;
};

/** How the number of a field or of a checksum is read of \`range\`. */
const readLua = ({ kind, order }: ProtocolField): string =>
  `range:${order === 'little' ? 'le_' : ''}${kind === 'int' ? 'int' : 'uint'}()`;

/** What other fields ask for is kept, of the item at \`at\`, of \`size\` bytes. */
const keepLua = (field: ProtocolField): readonly string[] => {
  if (!isNumber(field)) return [];
  return [
    'local range = tvb(at, size)',
    `${number(field.name)} = ${readLua(field)}`,
    ...field.bits.map(
      ({ name, first, width }) =>
        `${number(name)} = math.floor(${readLua(field)} / ${2 ** first}) % ${2 ** width}`,
    ),
  ];
};

/** Draws the item at \`at\`, of \`size\` bytes. */
const drawLua = (protocol: Protocol, field: ProtocolField, place: number): readonly string[] => {
  const id = place + 1;
  const isNumeric = !['text', 'textz', 'bytes'].includes(field.kind);
  const add = field.order === 'little' && bytesOf(field) > 1 && isNumeric ? 'add_le' : 'add';
  const lines = [
    'local range = tvb(at, size)',
    field.kind === 'text'
      ? `top:add(fields[${id}], range, range:string(ENC_UTF_8))`
      : field.kind === 'textz'
        ? `top:add(fields[${id}], range, size > 1 and tvb(at, size - 1):string(ENC_UTF_8) or '')`
        : `local item = top:${add}(fields[${id}], range)`,
  ];
  if (hasTexts(field)) {
    lines.push(`local word = texts[${id}][${readLua(field)}]`, 'if word then words[#words + 1] = word end');
  }
  if (field.bits.length > 0) {
    lines.push(`for _, one in ipairs(bits[${id}]) do item:${add}(one, range) end`);
  }
  const algorithm = field.checksum === null ? undefined : ALGORITHMS.get(field.checksum.name);
  if (field.kind === 'checksum' && algorithm !== undefined && field.checksum !== null) {
    const from = `starts[${placeOf(protocol, field.checksum.from) + 1}]`;
    const digits = 2 * algorithmBytes(algorithm);
    lines.push(
      `local right = ${checksumLua(algorithm, from)}`,
      `if right ~= ${readLua(field)} then`,
      `  item:add_proto_expert_info(wrong, string.format('The checksum should be 0x%0${digits}x', right))`,
      `  words[#words + 1] = ${luaString(`${field.title} is wrong`)}`,
      'end',
    );
  }
  return lines;
};

const indented = (lines: readonly string[], by: number): string =>
  lines.map((line) => `${' '.repeat(by)}${line}\n`).join('');

/** One field of the walk; the same steps as `decodeMessage`. */
const stepLua = (protocol: Protocol, field: ProtocolField, place: number): string => {
  const { size, repeat } = field;
  const id = place + 1;
  const takesRest = size.of === 'rest' || repeat.of === 'rest';
  const limit = takesRest ? (bytesBehind(protocol, place) ?? 0) : 0;
  const behind = takesRest ? 0 : leastBehind(protocol, place);
  const times =
    repeat.of === 'once'
      ? '1'
      : repeat.of === 'count'
        ? `${Math.min(repeat.count, MAX_ITEMS)}`
        : repeat.of === 'field'
          ? `math.min(${number(repeat.field)} or 0, ${MAX_ITEMS})`
          : `${MAX_ITEMS}`;
  const length =
    size.of === 'bytes'
      ? `${size.bytes}`
      : size.of === 'field'
        ? `(${number(size.field)} or 0) + ${size.plus}`
        : size.of === 'zero'
          ? `text_size(tvb, at, ${size.most})`
          : 'limit - at';
  const more = repeat.of === 'once' || repeat.of === 'rest' ? '1' : 'times - i + 1';
  const ends = (why: string): string => `return at, ${why}(${luaString(field.title)}, limit - at, `;
  const keep = keepLua(field);
  return [
    `  -- ${id}: ${field.name}\n`,
    `  starts[${id}] = at\n`,
    `  if ${conditionLua(field)} then\n`,
    `    local limit, times = length - ${limit}, ${times}\n`,
    `    for ${repeat.of === 'once' || repeat.of === 'rest' ? '_' : 'i'} = 1, times do\n`,
    repeat.of === 'rest' ? '      if at >= limit then break end\n' : '',
    `      local size = ${length}\n`,
    size.of === 'field' ? `      if size < 0 then ${ends('negative')}size) end\n` : '',
    size.of === 'zero'
      ? `      if not size then ${ends('open')}${size.most}, ${more} + ${behind}) end\n`
      : `      if at + size > limit then ${ends('short')}size, ${more}, ${behind}) end\n`,
    size.of === 'bytes' || size.of === 'zero' ? '' : '      if size == 0 then break end\n',
    keep.length === 0 ? '' : `      do\n${indented(keep, 8)}      end\n`,
    `      if top then\n${indented(drawLua(protocol, field, place), 8)}      end\n`,
    '      at = at + size\n',
    '    end\n',
    '  end\n',
  ].join('');
};

const table = (entries: readonly string[]): string => entries.map((entry) => `  ${entry},\n`).join('');

/** Functions that a dissector needs for texts that end with a zero. */
const TEXTZ_LUA = `
local function open(title, left, most, missing)
  if left >= most then return { title = title, says = 'it has no zero within ' .. most .. ' bytes' } end
  return { title = title, says = 'it has no zero at its end', missing = missing, open = true }
end

-- Bytes of a text, with the zero at its end; nil: there is none within \`most\` bytes.
local function zero_size(range) return range:strsize() end
local function text_size(tvb, at, most)
  if at >= tvb:len() then return nil end
  local found, size = pcall(zero_size, tvb(at))
  return found and size <= most and size or nil
end
`;

const portsLua = (transport: 'tcp' | 'udp', ports: string): string => {
  const registered = ports === '' ? '' : `${transport}_port:add('${ports}', proto)\n`;
  return `local ${transport}_port = DissectorTable.get('${transport}.port')
${registered}${transport}_port:add_for_decode_as(proto)
`;
};

/** A dissector in Lua, for Porthole and for Wireshark from 4.0 on, of a checked description. */
export const compileLua = (protocol: Protocol): string => {
  const { fields, name, title } = protocol;
  const places = fields.map((field, place) => ({ field, id: place + 1 }));
  return `-- ${name}: made by Porthole from a description of the protocol.
local proto = Proto('${name}', ${luaString(title)})

local fields = {
${table(fields.map((field) => fieldLua(protocol, field)))}}
local bits = {
${table(places.filter(({ field }) => field.bits.length > 0).map(({ field, id }) => `[${id}] = { ${bitsLua(protocol, field).join(', ')} }`))}}
local texts = {
${table(places.filter(({ field }) => hasTexts(field)).map(({ field, id }) => `[${id}] = ${luaTexts(field.texts)}`))}}
local all = {}
for _, field in ipairs(fields) do all[#all + 1] = field end
for _, some in pairs(bits) do
  for _, field in ipairs(some) do all[#all + 1] = field end
end
proto.fields = all

local PT_TCP, ONE_MORE_SEGMENT = 2, 0x0fffffff
local cut = ProtoExpert.new('${name}._cut', 'The message ends within a field', expert.group.MALFORMED, expert.severity.ERROR)
local wrong = ProtoExpert.new('${name}._wrong', 'The checksum does not fit', expert.group.CHECKSUM, expert.severity.WARN)
proto.experts = { cut, wrong }
${fields.some(({ kind }) => kind === 'checksum') ? CHECKSUM_LUA : ''}
-- Why a message cannot be read further. \`missing\`: so many bytes more, at least, and it could be; nil: none would help.
local function short(title, left, wanted, times, behind)
  wanted = math.max(wanted, 0)
  local says = wanted .. ' bytes wanted, ' .. math.max(left, 0) .. ' left'
  return { title = title, says = says, missing = wanted * times - left + behind }
end

local function negative(title, left, size)
  return { title = title, says = 'its size would be ' .. size }
end
${fields.some(({ kind }) => kind === 'textz') ? TEXTZ_LUA : ''}
-- Reads the message at \`at\`; with a tree it is drawn there. Answers with where it ends, and whether that is too early.
local function read(tvb, at, top, words)
  local length, values, starts = tvb:len(), {}, {}
${fields.map((field, place) => stepLua(protocol, field, place)).join('')}  return at
end

local function draw(tvb, at, tree, words)
  local top = tree:add(proto, tvb(at))
  local behind, cut_in = read(tvb, at, top, words)
  if cut_in then
    top:add_proto_expert_info(cut, 'The message ends within ' .. cut_in.title .. ': ' .. cut_in.says)
    words[#words + 1] = 'ends within ' .. cut_in.title
  elseif behind > at then
    top:set_len(behind - at)
  end
end

-- Asks for what is missing of the last message, where segments of a stream can be put together.
local function waits(pinfo, at, length, cut_in)
  if not cut_in.missing then return false end
  local whole = length - at + cut_in.missing
  if pinfo.can_desegment == 0 or whole > ${MAX_MESSAGE_BYTES} then return false end
  pinfo.desegment_offset = at
  -- Of a long message not every segment is worth a look.
  pinfo.desegment_len = whole > ${LONG_MESSAGE} and not cut_in.open and cut_in.missing or ONE_MORE_SEGMENT
  return true
end

function proto.dissector(tvb, pinfo, tree)
  local length = tvb:len()
  if length == 0 then return 0 end
  pinfo.cols.protocol = ${luaString(title)}
  local at, messages, words = 0, 0, {}
  -- In a stream the next message may follow at once, and the last one go on in the next segment; a datagram is one.
  local stream = pinfo.port_type == PT_TCP
  repeat
    local behind, cut_in = at, nil
    if stream then behind, cut_in = read(tvb, at) end
    if cut_in and waits(pinfo, at, length, cut_in) then break end
    messages = messages + 1
    if messages <= ${MAX_MESSAGES} then draw(tvb, at, tree, words) end
    if cut_in or behind == at then break end
    at = behind
  until at >= length
  -- A segment may be read in two parts: the end of one message, and what stands behind it.
  local said = pinfo.private['${name}.words']
  if said then table.insert(words, 1, said) end
  if #words > 0 then
    pinfo.cols.info = table.concat(words, ', ')
    pinfo.private['${name}.words'] = table.concat(words, ', ')
  end
  return length
end

-- On other ports it is chosen with Decode As.
${portsLua('udp', protocol.udpPorts)}${portsLua('tcp', protocol.tcpPorts)}`;
};
