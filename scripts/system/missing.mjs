import { run } from '../lib/run.mjs';
import { LIBRARIES, missingLibraries } from './needs.mjs';

/**
 * @typedef {object} Missing
 * @property {readonly string[]} names    what is missing, for a person
 * @property {readonly string[]} packages Debian packages that hold it
 * @property {readonly string[]} unknown  libraries that no known package holds
 */

/** @param {import('./needs.mjs').Need} need */
async function isMet({ probe: [program = '', ...args], says }) {
  const { code, stdout, stderr } = await run(program, args, { capture: true });
  // `nc -h` of some versions ends with 1; what it prints decides.
  return says ? says.test(stdout + stderr) && code !== 127 : code === 0;
}

/**
 * Looks for what the system lacks: libraries by `ldd`, programs by starting them.
 * @param {string | undefined} program the executable whose libraries count
 * @param {readonly import('./needs.mjs').Need[]} needs
 * @returns {Promise<Missing>}
 */
export async function findMissing(program, needs) {
  const listed = program ? (await run('ldd', [program], { capture: true })).stdout : '';
  const libraries = missingLibraries(listed);
  const met = await Promise.all(needs.map(isMet));
  const unmet = needs.filter((_, at) => !met[at]);
  return {
    names: [...libraries, ...unmet.map((need) => need.name)],
    packages: [...libraries.flatMap((name) => LIBRARIES[name] ?? []), ...unmet.map((need) => need.package)],
    unknown: libraries.filter((name) => !(name in LIBRARIES)),
  };
}
