import { access, constants, stat } from 'node:fs/promises';
import path from 'node:path';

/** What of a system says where programs are. */
export interface ProgramPlaces {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** Windows does not care how the names of variables are written; a copy of its environment does. */
const variable = ({ platform, env }: ProgramPlaces, name: string): string => {
  const key =
    platform === 'win32' ? Object.keys(env).find((one) => one.toLowerCase() === name.toLowerCase()) : name;
  return (key === undefined ? undefined : env[key]) ?? '';
};

/** Where Wireshark's own installers, and the package managers of macOS, put it. */
const usualPlaces = (places: ProgramPlaces): readonly string[] => {
  if (places.platform === 'win32') {
    return ['ProgramFiles', 'ProgramW6432', 'ProgramFiles(x86)']
      .map((name) => variable(places, name))
      .map((folder) => path.win32.join(folder, 'Wireshark', 'Wireshark.exe'));
  }
  const bundle = 'Applications/Wireshark.app/Contents/MacOS/Wireshark';
  const unix = ['/usr/local/bin/wireshark', '/usr/bin/wireshark'];
  return places.platform === 'darwin'
    ? [`/${bundle}`, path.posix.join(places.home, bundle), '/opt/homebrew/bin/wireshark', ...unix]
    : unix;
};

/**
 * The paths that Wireshark may be at, best first: on the PATH, then at its usual places. Folders that depend on where
 * Porthole was started are passed over, so that no file beside a capture is ever taken for Wireshark.
 */
export const wiresharkPlaces = (places: ProgramPlaces): readonly string[] => {
  const { delimiter, isAbsolute, join } = places.platform === 'win32' ? path.win32 : path.posix;
  const name = places.platform === 'win32' ? 'Wireshark.exe' : 'wireshark';
  const onPath = variable(places, 'PATH')
    .split(delimiter)
    .map((folder) => join(folder.replace(/^"(.*)"$/, '$1'), name));
  return [...new Set([...onPath, ...usualPlaces(places)])].filter((place) => isAbsolute(place));
};

const isProgram = async (place: string): Promise<boolean> => {
  try {
    await access(place, constants.X_OK);
    return (await stat(place)).isFile();
  } catch {
    return false;
  }
};

/** Looked for anew each time: it may be installed while Porthole runs. Null: there is none. */
export const findWireshark = async (places: ProgramPlaces): Promise<string | null> => {
  for (const place of wiresharkPlaces(places)) if (await isProgram(place)) return place;
  return null;
};
