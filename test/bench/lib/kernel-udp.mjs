import { readdir, readFile, readlink } from 'node:fs/promises';

/**
 * What Linux says of one UDP socket (proc(5), /proc/net/udp).
 * @typedef {object} KernelSocket
 * @property {number} port
 * @property {string} inode
 * @property {number} queued bytes that wait to be read, with the kernel's own overhead
 * @property {number} drops  datagrams that were thrown away because the buffer was full
 */

/** @param {string} text of /proc/net/udp @returns {readonly KernelSocket[]} */
export function parseUdpTable(text) {
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .map((words) => ({
      port: Number.parseInt(words[1]?.split(':')[1] ?? '', 16),
      inode: words[9] ?? '',
      queued: Number.parseInt(words[4]?.split(':')[1] ?? '', 16),
      drops: Number(words[12]),
    }));
}

const udpTable = async () => parseUdpTable(await readFile('/proc/net/udp', 'utf8'));

/** @param {number} port @returns {Promise<KernelSocket | undefined>} */
export const udpSocketAt = async (port) => (await udpTable()).find((socket) => socket.port === port);

/** The UDP sockets that a process holds. @param {number} pid @returns {Promise<readonly KernelSocket[]>} */
export async function udpSocketsOf(pid) {
  const folder = `/proc/${pid}/fd`;
  const links = await Promise.all(
    (await readdir(folder).catch(() => [])).map((fd) => readlink(`${folder}/${fd}`).catch(() => '')),
  );
  const own = new Set(links.map((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1]));
  return (await udpTable()).filter(({ inode }) => own.has(inode));
}
