/** Where the script reads what is asked of the packets, for each term its length in bytes, a space, and the term. */
export const TERMS_FILE = '/uploads/terms';
/** Where it writes which packets match, for each term a line: its place from 1, and the packets' numbers. */
export const MATCHES_FILE = '/uploads/matches';

/**
 * The module's interface answers with which packets match a filter by describing each of them, which takes more time
 * than to judge it, and judges one filter at a time. Wireshark's own listeners judge all of them in one go.
 */
export const TERMS_LUA = `
local listeners = {}

local function listen_for(place, term)
  local listener, found = Listener.new('frame', term), {}
  function listener.reset() found = {} end
  function listener.packet(packet) found[#found + 1] = packet.number end
  function listener.draw()
    local out = io.open('${MATCHES_FILE}', 'a')
    out:write(place, ' ', table.concat(found, ' '), '\\n')
    out:close()
  end
  listeners[place] = listener
end

local function listen()
  for _, listener in ipairs(listeners) do listener:remove() end
  listeners = {}
  local file = io.open('${TERMS_FILE}', 'r')
  if not file then return end
  local length = file:read('n')
  while length do
    file:read(1)
    listen_for(#listeners + 1, file:read(length))
    length = file:read('n')
  end
  file:close()
end
`;
