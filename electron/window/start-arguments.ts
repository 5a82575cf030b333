import { extname, resolve } from 'node:path';

/** A `.porthole` file is a workspace; everything else that is opened is a capture. */
export const isWorkspaceFile = (path: string): boolean => extname(path).toLowerCase() === '.porthole';

/** Captures and workspaces named on the command line (a file association, or `npm start -- file.pcapng`). */
export const filesIn = (argv: readonly string[], defaultApp: boolean, folder: string): readonly string[] => {
  const words = argv.slice(1).filter((word) => !word.startsWith('-'));
  return words
    .slice(defaultApp ? 1 : 0)
    .filter((word) => /^\.(pcapng|ntar|pcap|cap|gz|porthole)$/i.test(extname(word)))
    .map((word) => resolve(folder, word));
};
