import { MAX_ITEMS, MAX_MESSAGES } from '../contract/protocol-choices';
import { ALGORITHMS, algorithmBytes } from './algorithms';
import { bytesBehind, isNumber, placeOf } from './layout';
import { CHECKSUM_LUA, checksumLua } from './lua-checksums';
import { luaString, luaTexts } from './lua-text';
import type { Protocol, ProtocolField } from './protocol';

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

/** What is done with one item, at \`at\`, of \`size\` bytes. */
const itemLua = (protocol: Protocol, field: ProtocolField, place: number): string => {
  const id = place + 1;
  const add = field.order === 'little' && bytesOf(field) > 1 ? 'add_le' : 'add';
  const numeric = field.kind !== 'text' && field.kind !== 'bytes';
  const lines = [
    'local range = tvb(at, size)',
    field.kind === 'text'
      ? `top:add(fields[${id}], range, range:string(ENC_UTF_8))`
      : `local item = top:${numeric ? add : 'add'}(fields[${id}], range)`,
  ];
  const read = `range:${field.order === 'little' ? 'le_' : ''}${field.kind === 'int' ? 'int' : 'uint'}()`;
  if (isNumber(field)) {
    lines.push(`${number(field.name)} = ${read}`);
    for (const { name, first, width } of field.bits) {
      lines.push(`${number(name)} = math.floor(${read} / ${2 ** first}) % ${2 ** width}`);
    }
  }
  if (hasTexts(field)) {
    lines.push(`local word = texts[${id}][${read}]`, 'if word then words[#words + 1] = word end');
  }
  if (field.bits.length > 0) {
    lines.push(`for _, one in ipairs(bits[${id}]) do item:${add}(one, range) end`);
  }
  const algorithm = field.checksum === null ? undefined : ALGORITHMS.get(field.checksum.name);
  if (field.kind === 'checksum' && algorithm !== undefined && field.checksum !== null) {
    const from = `starts[${placeOf(protocol, field.checksum.from) + 1}]`;
    const own = `range:${field.order === 'little' ? 'le_uint' : 'uint'}()`;
    const digits = 2 * algorithmBytes(algorithm);
    lines.push(
      `local right = ${checksumLua(algorithm, from)}`,
      `if right ~= ${own} then`,
      `  item:add_proto_expert_info(wrong, string.format('The checksum should be 0x%0${digits}x', right))`,
      `  words[#words + 1] = ${luaString(`${field.title} is wrong`)}`,
      'end',
    );
  }
  return lines.map((line) => `        ${line}`).join('\n');
};

/** One field of the walk; the same steps as `decodeMessage`. */
const stepLua = (protocol: Protocol, field: ProtocolField, place: number): string => {
  const { size, repeat } = field;
  const takesRest = size.of === 'rest' || repeat.of === 'rest';
  const behind = takesRest ? (bytesBehind(protocol, place) ?? 0) : 0;
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
        : 'limit - at';
  return `    -- ${place + 1}: ${field.name}
    starts[${place + 1}] = at
    if ${conditionLua(field)} then
      local limit = length - ${behind}
      for _ = 1, ${times} do
${repeat.of === 'rest' ? '        if at >= limit then break end\n' : ''}        local size = ${length}
        if size < 0 or at + size > limit then return cut_in(${luaString(field.title)}, size, limit - at) end
        if size == 0 then break end
${itemLua(protocol, field, place)}
        at = at + size
      end
    end`;
};

const table = (entries: readonly string[]): string => entries.map((entry) => `  ${entry},\n`).join('');

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

local PT_TCP = 2
local cut = ProtoExpert.new('${name}._cut', 'The message ends within a field', expert.group.MALFORMED, expert.severity.ERROR)
local wrong = ProtoExpert.new('${name}._wrong', 'The checksum does not fit', expert.group.CHECKSUM, expert.severity.WARN)
proto.experts = { cut, wrong }
${fields.some(({ kind }) => kind === 'checksum') ? CHECKSUM_LUA : ''}
function proto.dissector(tvb, pinfo, tree)
  local length = tvb:len()
  if length == 0 then return 0 end
  pinfo.cols.protocol = ${luaString(title)}
  local at, words = 0, {}
  -- Whether there is a whole message at \`at\`, which then is behind it.
  local function message()
    local from, values, starts = at, {}, {}
    local top = tree:add(proto, tvb(at, length - at))
    local function cut_in(title, wanted, left)
      local needs = math.max(wanted, 0) .. ' bytes wanted, ' .. math.max(left, 0) .. ' left'
      top:add_proto_expert_info(cut, 'The message ends within ' .. title .. ': ' .. needs)
      words[#words + 1] = 'ends within ' .. title
      return false
    end
${fields.map((field, place) => stepLua(protocol, field, place)).join('\n')}
    if at == from then return false end
    top:set_len(at - from)
    return true
  end
  -- In a stream the next message may follow at once; a datagram is one.
  local messages = 1
  while message() and at < length and pinfo.port_type == PT_TCP and messages < ${MAX_MESSAGES} do
    messages = messages + 1
  end
  if #words > 0 then pinfo.cols.info = table.concat(words, ', ') end
  return length
end

-- On other ports it is chosen with Decode As.
${portsLua('udp', protocol.udpPorts)}${portsLua('tcp', protocol.tcpPorts)}`;
};
