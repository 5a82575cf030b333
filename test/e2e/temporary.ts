import { mkdir } from 'node:fs/promises';
import { test } from '@playwright/test';

/** A path for a file of the running test, in a folder of its own that Playwright removes. */
export const temporary = async (name: string): Promise<string> => {
  const path = test.info().outputPath('files', name);
  await mkdir(test.info().outputPath('files'), { recursive: true });
  return path;
};
