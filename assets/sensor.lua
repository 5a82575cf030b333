-- A sample dissector: readings that a sensor sends over UDP. It works in Porthole and in Wireshark.
--
--   0  "PH"          2 bytes, how every message begins
--   2  kind          1 byte: 1 hello, 2 readings, 3 alarm
--   3  count         1 byte: how many readings follow
--   4  readings      3 bytes each: channel (1 byte), value (signed, 2 bytes, high byte first, in tenths)
--      checksum      1 byte: the sum of all bytes before it

local sensor = Proto('sensor', 'Sensor readings')

local KINDS = { [1] = 'Hello', [2] = 'Readings', [3] = 'Alarm' }

local f = {
  magic = ProtoField.string('sensor.magic', 'Magic'),
  kind = ProtoField.uint8('sensor.kind', 'Kind', base.DEC, KINDS),
  count = ProtoField.uint8('sensor.count', 'Count'),
  reading = ProtoField.none('sensor.reading', 'Reading'),
  channel = ProtoField.uint8('sensor.channel', 'Channel'),
  value = ProtoField.int16('sensor.value', 'Value (tenths)'),
  checksum = ProtoField.uint8('sensor.checksum', 'Checksum', base.HEX),
}
sensor.fields = { f.magic, f.kind, f.count, f.reading, f.channel, f.value, f.checksum }

local wrong = ProtoExpert.new('sensor.checksum.bad', 'Checksum does not fit', expert.group.CHECKSUM, expert.severity.WARN)
sensor.experts = { wrong }

function sensor.dissector(tvb, pinfo, tree)
  local length = tvb:len()
  if length < 5 or tvb(0, 2):string() ~= 'PH' then return 0 end
  local count = tvb(3, 1):uint()
  if length < 5 + 3 * count then return 0 end

  pinfo.cols.protocol = 'Sensor'
  local kind = tvb(2, 1):uint()
  pinfo.cols.info = string.format('%s, %d readings', KINDS[kind] or 'Unknown', count)

  local top = tree:add(sensor, tvb(0, 5 + 3 * count))
  top:add(f.magic, tvb(0, 2))
  top:add(f.kind, tvb(2, 1))
  top:add(f.count, tvb(3, 1))
  for i = 0, count - 1 do
    local at = 4 + 3 * i
    local one = top:add(f.reading, tvb(at, 3))
    one:add(f.channel, tvb(at, 1))
    one:add(f.value, tvb(at + 1, 2))
  end

  local last = 4 + 3 * count
  local sum = 0
  for i = 0, last - 1 do sum = (sum + tvb(i, 1):uint()) % 256 end
  local item = top:add(f.checksum, tvb(last, 1))
  if sum ~= tvb(last, 1):uint() then item:add_proto_expert_info(wrong) end
  return last + 1
end

DissectorTable.get('udp.port'):add(45683, sensor)
