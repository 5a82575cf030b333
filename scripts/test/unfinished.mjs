// A reporter for Vitest: when the run is ended from outside, it leaves behind which test files had begun and not ended.
// A test's own time limit cannot end it while it does not let go of its thread (an endless loop, a synchronous wait).
import { writeFileSync } from 'node:fs';

/** The file that gets them, as a JSON array of lines. */
export const UNFINISHED_FILE = 'PORTHOLE_UNFINISHED_FILE';

/** @implements {import('vitest/node').Reporter} */
export default class Unfinished {
  /** @type {Map<string, Set<string>>} by file, what is known to run in it */
  #files = new Map();

  onInit() {
    process.once('SIGTERM', () => {
      const lines = [...this.#files].map(
        ([file, tests]) => `${[file, ...tests].join(' › ')}: it did not end`,
      );
      const report = process.env[UNFINISHED_FILE];
      if (report) writeFileSync(report, JSON.stringify(lines));
      process.exit(143);
    });
  }

  /** @param {import('vitest/node').TestModule} file */
  onTestModuleStart(file) {
    this.#files.set(file.relativeModuleId, new Set());
  }

  /** @param {import('vitest/node').TestModule} file */
  onTestModuleEnd(file) {
    this.#files.delete(file.relativeModuleId);
  }

  /** @param {import('vitest/node').TestCase} test */
  onTestCaseReady(test) {
    this.#files.get(test.module.relativeModuleId)?.add(test.fullName);
  }

  /** @param {import('vitest/node').TestCase} test */
  onTestCaseResult(test) {
    this.#files.get(test.module.relativeModuleId)?.delete(test.fullName);
  }
}
