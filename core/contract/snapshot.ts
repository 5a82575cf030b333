import type { CaptureStatus, Job } from './capture';
import type { DecodeAsRule } from './decode-as';
import type { EndpointConfig } from './endpoint';
import type { Failure } from './failure';
import type { Library } from './library';
import type { PingStatus } from './ping';
import type { DescribedProtocol } from './protocol';
import type { Sequence, SequenceRun } from './sequence';
import type { Language, Settings } from './settings';
import type { EndpointStatus } from './status';
import type { Unavailable } from './unavailable';
import type { Variables } from './variables';
import type { WorkspaceStatus } from './workspace';

/** Something that a person must know and that no row of the log says: settings kept aside … */
export interface Notice {
  readonly severity: 'info' | 'warning' | 'error';
  readonly failure: Failure;
}

export interface Snapshot {
  readonly version: string;
  readonly platform: string;
  readonly unavailable: Unavailable;
  /** The language in use after `system` is resolved. */
  readonly systemLanguage: Language;
  readonly endpoints: readonly EndpointConfig[];
  readonly statuses: readonly EndpointStatus[];
  readonly settings: Settings;
  readonly workspace: WorkspaceStatus;
  readonly variables: Variables;
  readonly library: Library;
  readonly sequences: readonly Sequence[];
  readonly decodeAs: readonly DecodeAsRule[];
  readonly protocols: readonly DescribedProtocol[];
  readonly runs: readonly SequenceRun[];
  readonly capture: CaptureStatus;
  readonly jobs: readonly Job[];
  /** By endpoint. */
  readonly files: Readonly<Record<string, ChosenFile>>;
  /** The last series of connects of this run; null: there was none. */
  readonly ping: PingStatus | null;
  readonly notices: readonly Notice[];
}

/** One file, several, or the files of a folder. */
export interface ChosenFile {
  /** Of the first file, or of the folder; without where it is. */
  readonly name: string;
  /** Of all of them together. */
  readonly bytes: number;
  readonly files: number;
}
