/** The largest UDP payload over IPv4: 65,535 minus 20 bytes IP and 8 bytes UDP header (RFC 768, RFC 791). */
export const MAX_DATAGRAM_BYTES = 65_507;

/** A port number is an unsigned 16-bit integer; 0 asks the system to pick one. */
export const MAX_PORT = 65_535;

/** The largest draft that crosses the bridge as text, in characters. Larger payloads are sent as a file. */
export const MAX_DRAFT_CHARACTERS = 64 * 1024 * 1024;

/** The most bytes that one `capture.bytes` request answers with. */
export const MAX_BYTES_PER_REQUEST = 1024 * 1024;

/** The most rows that one `log.page` request answers with. */
export const MAX_ROWS_PER_PAGE = 500;

/** Bytes of payload that a log row carries for its preview. */
export const PREVIEW_BYTES = 160;

/** The window is told about changes at most this often, in pushes per second. */
export const PUSHES_PER_SECOND = 30;

/** Entries that an endpoint's composer remembers. */
export const MAX_HISTORY = 50;

/** Messages that one endpoint repeats at the same time. */
export const MAX_REPEATS = 20;

/** Characters of a repeated message that tell it from others. */
export const REPEAT_PREVIEW = 80;

/** Lines that a decode tree has at most. */
export const MAX_DECODED_FIELDS = 20_000;

/** Byte sources that one tree may point into, such as what was reassembled and what was unpacked. */
export const MAX_SOURCES = 1000;

/** Ports that are given to a dissector by hand. */
export const MAX_DECODE_AS_RULES = 500;
/** Lua files of a person's own dissectors, and bytes of one. */
export const MAX_LUA_FILES = 100;
export const MAX_LUA_BYTES = 1_000_000;
/** Bounds of the capture's limit: a sixteenth of it is one file. */
export const LEAST_CAPTURE_BYTES = 16_000_000;
export const MOST_CAPTURE_BYTES = 1_000_000_000_000_000;
export const LEAST_CAPTURE_AGE_MS = 60_000;
export const MOST_CAPTURE_AGE_MS = 10 * 365 * 86_400_000;
