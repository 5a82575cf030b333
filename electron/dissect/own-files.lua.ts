import { DEVICE, MOST_LUA_BYTES, NEWS, STEPS, TOO_MUCH } from './lua-guard';

/** Where the files are put, and their names in order, a line each. */
export const FILES_FOLDER = '/lua';
export const NAMES_FILE = '/uploads/lua-names';
/** Where the script says what files have added and what went wrong, a line each: number, tab, kind, tab, text. */
export const REPORT_FILE = '/uploads/lua-report';

/**
 * Loads a person's own Lua files, one after the other: what is wrong with one is said and holds none of the others up.
 * Their functions are called under watch. What would reach out of the engine is taken away from all Lua first: the
 * module's os.execute starts programs (tried with 1.9.1).
 */
export const OWN_FILES_LUA = `
os.execute, os.exit, io.popen, package.loadlib = nil, nil, nil, nil
package.path, package.cpath = '${FILES_FOLDER}/?.lua', ''

local device = io.open('${DEVICE}', 'w')
device:setvbuf('no')
local running, loading, told = 0, 0, {}

local function enter(file)
  running = file
  device:write(string.char(file))
end

local function report(file, kind, text)
  local out = io.open('${REPORT_FILE}', 'a')
  out:write(file, '\\t', kind, '\\t', (tostring(text):gsub('[\\r\\n]', ' ')), '\\n')
  out:close()
  device:write('\\${NEWS}')
end

-- Of the same file's code only the first error is said: there may be one in every packet.
local function guarded(file, inner)
  return function(...)
    local before = running
    enter(file)
    local result = table.pack(pcall(inner, ...))
    enter(before)
    if result[1] then return table.unpack(result, 2, result.n) end
    if not told[file] then
      told[file] = true
      report(file, 'error', result[2])
    end
    error(result[2], 0)
  end
end

-- Memory is looked at more often, and first: a few steps fill all of it, and take longer than is allowed.
local looks = 0
debug.sethook(function()
  if collectgarbage('count') > ${MOST_LUA_BYTES / 1024} then device:write('\\${TOO_MUCH}') end
  looks = looks + 1
  if looks % 10 == 0 then device:write('\\${STEPS}') end
end, '', 10000)

local protos = getmetatable(porthole)
local put, get = protos.__newindex, protos.__index
protos.__newindex = function(proto, key, value)
  local own = loading ~= 0 and type(value) == 'function'
  if own and key == 'dissector' then
    report(loading, 'protocol', proto.name:lower() .. '\\t' .. proto.description)
  end
  put(proto, key, own and guarded(loading, value) or value)
end
protos.__index = function(proto, key)
  local found = get(proto, key)
  if key ~= 'register_heuristic' or loading == 0 then return found end
  local file = loading
  return function(self, list, inner) return found(self, list, guarded(file, inner)) end
end

-- Listeners are called when a filter is judged.
local probe = Listener.new('frame')
local taps = getmetatable(probe)
probe:remove()
local put_tap = taps.__newindex
taps.__newindex = function(tap, key, value)
  local file = loading ~= 0 and loading or running
  put_tap(tap, key, file ~= 0 and type(value) == 'function' and guarded(file, value) or value)
end

local names = io.open('${NAMES_FILE}', 'r')
for name in names:lines() do
  loading = loading + 1
  local source = io.open('${FILES_FOLDER}/' .. name, 'r')
  local chunk, wrong = load(source:read('a'), '@' .. name, 't')
  source:close()
  if chunk then pcall(guarded(loading, chunk)) else report(loading, 'error', wrong) end
end
names:close()
loading = 0
`;
