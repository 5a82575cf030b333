// What Porthole's development needs from a Linux system, and the Debian packages that hold it.

/**
 * Electron's libraries (by the name that `ldd` reports) and their Debian package.
 * Debian 13 and Ubuntu 24.04 renamed some for 64-bit time (`…t64`); see packageNames.
 * @type {Readonly<Record<string, string>>}
 */
export const LIBRARIES = {
  'libX11.so.6': 'libx11-6',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libXrandr.so.2': 'libxrandr2',
  'libasound.so.2': 'libasound2',
  'libatk-1.0.so.0': 'libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0',
  'libcairo.so.2': 'libcairo2',
  'libcups.so.2': 'libcups2',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libdrm.so.2': 'libdrm2',
  'libexpat.so.1': 'libexpat1',
  'libgbm.so.1': 'libgbm1',
  'libgio-2.0.so.0': 'libglib2.0-0',
  'libglib-2.0.so.0': 'libglib2.0-0',
  'libgobject-2.0.so.0': 'libglib2.0-0',
  'libgtk-3.so.0': 'libgtk-3-0',
  'libnspr4.so': 'libnspr4',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libsmime3.so': 'libnss3',
  'libudev.so.1': 'libudev1',
  'libxcb.so.1': 'libxcb1',
  'libxkbcommon.so.0': 'libxkbcommon0',
};

/**
 * @typedef {object} Need
 * @property {string} name       how a person calls it
 * @property {string} package    the Debian package
 * @property {readonly string[]} probe a command line; the need is met when it ends with 0 …
 * @property {RegExp} [says]     … and, where given, prints this
 */

/** @type {readonly Need[]} */
export const FOR_THE_WINDOW = [
  { name: 'a font', package: 'fonts-dejavu-core', probe: ['fc-list'], says: /\S/ },
];

/** @type {Need} */
export const XVFB = { name: 'Xvfb', package: 'xvfb', probe: ['Xvfb', '-help'] };

/**
 * The other side of the end-to-end tests, a display for them, and a font for the Chinese window.
 * @type {readonly Need[]}
 */
export const FOR_THE_TESTS = [
  ...FOR_THE_WINDOW,
  XVFB,
  { name: 'a Chinese font', package: 'fonts-noto-cjk', probe: ['fc-list', ':lang=zh-cn'], says: /\S/ },
  { name: 'python3', package: 'python3', probe: ['python3', '--version'] },
  // Its options differ from those of the other programs of this name.
  { name: "OpenBSD's nc", package: 'netcat-openbsd', probe: ['nc', '-h'], says: /OpenBSD/ },
  { name: 'ncat', package: 'ncat', probe: ['ncat', '--version'] },
  { name: 'socat', package: 'socat', probe: ['socat', '-V'] },
  { name: 'openssl', package: 'openssl', probe: ['openssl', 'version'] },
  { name: 'curl', package: 'curl', probe: ['curl', '--version'] },
  { name: 'tshark', package: 'tshark', probe: ['tshark', '--version'] },
  { name: 'ip', package: 'iproute2', probe: ['ip', '-V'] },
  { name: 'sipp', package: 'sip-tester', probe: ['sipp', '-v'], says: /SIPp v/ },
  { name: 'redis-cli', package: 'redis-tools', probe: ['redis-cli', '--version'] },
  { name: 'psql', package: 'postgresql-client', probe: ['psql', '--version'] },
  {
    name: "memcached's clients",
    package: 'libmemcached-tools',
    probe: ['memccat', '--version'],
    says: /libmemcached/,
  },
];

/**
 * The libraries that `ldd` could not find.
 * @param {string} output of `ldd <program>`
 * @returns {readonly string[]}
 */
export function missingLibraries(output) {
  const names = [...output.matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1] ?? '');
  return [...new Set(names)].sort();
}

/**
 * The package that really exists for each wanted one: the one renamed for 64-bit time first, because the old
 * name may live on as a virtual package that apt refuses to choose for.
 * @param {readonly string[]} wanted
 * @param {ReadonlySet<string>} known names of packages that apt has
 * @returns {readonly string[]}
 */
export function packageNames(wanted, known) {
  const chosen = wanted.map((name) => (known.has(`${name}t64`) ? `${name}t64` : name));
  return [...new Set(chosen)].sort();
}
