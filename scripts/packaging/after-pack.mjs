import { rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * electron-builder's hook: a runtime that is given as a folder (the development fallback) is copied as it is; what
 * belongs to development only goes.
 * @param {import('electron-builder').AfterPackContext} context
 */
export default async function afterPack({ appOutDir, packager }) {
  await rm(path.join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
  if (packager.platform.name !== 'mac') await rm(path.join(appOutDir, 'version'), { force: true });
}
