import { OWN_FILES_LUA } from './own-files.lua';
import { TERMS_LUA } from './terms.lua';

/** Where the script reads the rules, a line each: `tcp 8888 mbtcp`. */
export const RULES_FILE = '/uploads/decode-as';
/** The port of a slice whose TLS Porthole spoke itself; empty without one. */
export const SECURED_FILE = '/uploads/secured-port';
/** Where it writes the dissectors, a line each: the name, a tab, how Wireshark calls it. */
export const PROTOCOLS_FILE = '/uploads/protocols';

/**
 * What the module's interface cannot do, Wireshark's own Lua can: put a dissector on a port, and list all of them.
 * A port that TLS has none on needs nothing done: there, dissectors look at what is said.
 * The rules are read when a slice is loaded, so that they may change without loading the dissectors anew.
 */
const DECODE_AS_LUA = `
-- A TLS port is given to what is spoken inside of TLS there (443 to HTTP), since its packets hold the plaintext.
local replaced = {}

local function secured_ports()
  local ports, inside = DissectorTable.get('tcp.port'), DissectorTable.get('tls.port')
  for port, before in pairs(replaced) do ports:add(port, before) end
  replaced = {}
  local file = io.open('${SECURED_FILE}', 'r')
  local port = file and file:read('n')
  if file then file:close() end
  if not port then return end
  local before, dissector = ports:get_dissector(port), inside:get_dissector(port)
  if not before or not dissector then return end
  replaced[port] = before
  ports:add(port, dissector)
end

function porthole.init()
  running = 0
  listen()
  secured_ports()
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

/** All that Porthole adds to the engine; own files come before the list of dissectors, so that they are in it. */
export const PORTHOLE_LUA = `
local porthole = Proto('porthole', 'Porthole')
${OWN_FILES_LUA}
${TERMS_LUA}
${DECODE_AS_LUA}
`;
