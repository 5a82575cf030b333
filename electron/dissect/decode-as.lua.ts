/** Where the script reads the rules, a line each: `tcp 8888 mbtcp`. */
export const RULES_FILE = '/uploads/decode-as';
/** Where it writes the dissectors, a line each: the name, a tab, how Wireshark calls it. */
export const PROTOCOLS_FILE = '/uploads/protocols';

/**
 * What the module's interface cannot do, Wireshark's own Lua can: put a dissector on a port, and list all of them.
 * The rules are read when a slice is loaded, so that they may change without loading the dissectors anew.
 */
export const DECODE_AS_LUA = `
local porthole = Proto('porthole', 'Porthole')

function porthole.init()
  local file = io.open('${RULES_FILE}', 'r')
  if not file then return end
  for line in file:lines() do
    local transport, port, name = line:match('^(%S+) (%d+) (%S+)$')
    local known, dissector = pcall(Dissector.get, name or '')
    if known and dissector then DissectorTable.get(transport .. '.port'):add(tonumber(port), dissector) end
  end
  file:close()
end

local out = io.open('${PROTOCOLS_FILE}', 'w')
for _, name in ipairs(Dissector.list()) do
  local known, dissector = pcall(Dissector.get, name)
  local named, title = pcall(tostring, dissector)
  if known and dissector then out:write(name, '\\t', named and title or '', '\\n') end
end
out:close()
`;
