import type { Encoding } from '../../core/contract/draft';
import { type CopyForm, copyAs } from '../../core/payload/copy-as';
import { ask } from './bridge';
import { type ReadBytes, readRange } from './inspector';
import { tell } from './notices';

/** More than this would fill memory several times over on its way to the clipboard. */
export const MOST_COPIED_BYTES = 32 * 1024 * 1024;

export const copyText = async (text: string): Promise<void> => {
  const answer = await ask('clipboard.write', { text });
  if (!answer.ok) tell(answer.failure);
};

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Copies bytes `start` to `end - 1`: at most MOST_COPIED_BYTES. */
export const copyFrom = async (
  read: ReadBytes,
  { start, end }: Range,
  form: CopyForm,
  encoding: Encoding,
): Promise<void> => {
  const bytes = await readRange(read, start, end);
  if (bytes.ok) await copyText(copyAs(bytes.value, form, encoding));
  else tell(bytes.failure);
};

/** As `copyFrom`, of a row's payload. */
export const copyPayload = (row: number, range: Range, form: CopyForm, encoding: Encoding): Promise<void> =>
  copyFrom((piece) => ask('capture.bytes', { row, ...piece }), range, form, encoding);
