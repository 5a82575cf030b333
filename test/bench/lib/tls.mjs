import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startBaseline, startInElectron } from './programs.mjs';

/** A certificate of the kind that Porthole makes, with its key, in one PEM file. @param {string} folder */
function makeCertificate(folder) {
  const [file, key] = [path.join(folder, 'plain.pem'), path.join(folder, 'plain.key')];
  execFileSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
    ...['-keyout', key, '-out', file, '-days', '2', '-subj', '/CN=localhost'],
  ]);
  writeFileSync(file, readFileSync(file, 'utf8') + readFileSync(key, 'utf8'));
  return file;
}

/** Runs in the page: a certificate by one click, and the options of the first server with it. */
async function certificateInPage() {
  const made = await window.porthole.request['certificates.create']({ names: 'localhost' });
  if (!made.ok) throw new Error(JSON.stringify(made.failure));
  const snapshot = await window.porthole.request['app.snapshot']();
  const server = snapshot.value.endpoints.find((/** @type {any} */ { role }) => role === 'server');
  return { ...server.tls, certificate: made.value.id };
}

/** @param {import('./porthole.mjs').OpenPorthole} porthole @param {object} change */
export async function startTlsServer(porthole, change = {}) {
  const tls = await porthole.page.evaluate(certificateInPage);
  return porthole.startServer({ protocol: 'tls', tls, ...change });
}

/**
 * The same by a plain node:tls program, in this Node and in Electron's: what of a difference is the library's
 * (Electron has BoringSSL) and not Porthole's.
 * @param {import('./context.mjs').Context} context @param {'sink' | 'echo'} role
 */
export function plainTlsServers({ folder, runtime }, role) {
  const args = [role, makeCertificate(folder)];
  return {
    node: () => startBaseline('tls-server.mjs', args),
    electron: () => startInElectron(runtime.program, 'tls-server.mjs', args),
  };
}
