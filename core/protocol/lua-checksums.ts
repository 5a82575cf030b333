import { reflect } from '../checksum/crc-model';
import type { Algorithm } from './algorithms';

/** Functions that a dissector needs for its checksums. Wireshark 4.0 has Lua 5.2, whose `bit` counts in signed 32 bits. */
export const CHECKSUM_LUA = `
local function unsigned(value) return value % 4294967296 end

local function sum(tvb, from, to)
  local total = 0
  for i = from, to - 1 do total = total + tvb(i, 1):uint() end
  return total
end

local function xor(tvb, from, to)
  local total = 0
  for i = from, to - 1 do total = bit.bxor(total, tvb(i, 1):uint()) end
  return total
end

-- Lowest bit first; poly and init are reflected already.
local function crc_reflected(tvb, from, to, poly, init)
  local register = init
  for i = from, to - 1 do
    register = bit.bxor(register, tvb(i, 1):uint())
    for _ = 1, 8 do
      local out = bit.band(register, 1)
      register = bit.rshift(register, 1)
      if out == 1 then register = bit.bxor(register, poly) end
    end
  end
  return register
end

-- Highest bit first; poly and init stand at the top of 32 bits.
local function crc_straight(tvb, from, to, poly, init)
  local register = init
  for i = from, to - 1 do
    register = bit.bxor(register, bit.lshift(tvb(i, 1):uint(), 24))
    for _ = 1, 8 do
      local out = bit.band(register, 0x80000000)
      register = bit.lshift(register, 1)
      if out ~= 0 then register = bit.bxor(register, poly) end
    end
  end
  return register
end
`;

const hex = (value: bigint): string => `0x${value.toString(16)}`;

/** A Lua expression for the checksum of \`tvb\` from \`from\` to before \`at\`. */
export const checksumLua = (algorithm: Algorithm, from: string): string => {
  const span = `tvb, ${from}, at`;
  if (algorithm.of === 'sum') {
    const { kind, bits } = algorithm;
    if (kind === 'xor') return `xor(${span})`;
    const value =
      kind === 'sum' ? `sum(${span})` : kind === 'negated' ? `-sum(${span})` : `-sum(${span}) - 1`;
    return `(${value}) % ${2 ** bits}`;
  }
  const { width, poly, init, refin, xorout } = algorithm.model;
  if (refin) {
    const register = `crc_reflected(${span}, ${hex(reflect(poly, width))}, ${hex(reflect(init, width))})`;
    return `unsigned(bit.bxor(${register}, ${hex(xorout)}))`;
  }
  const up = BigInt(32 - width);
  const register = `crc_straight(${span}, ${hex(poly << up)}, ${hex(init << up)})`;
  return `unsigned(bit.bxor(bit.rshift(${register}, ${up}), ${hex(xorout)}))`;
};
