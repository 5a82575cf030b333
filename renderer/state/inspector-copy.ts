import type { Encoding } from '../../core/contract/draft';
import { type CopyForm, copyAs } from '../../core/payload/copy-as';
import { ask } from './bridge';
import { readPayload } from './inspector';
import { tell } from './notices';

/** More than this would fill memory several times over on its way to the clipboard. */
export const MOST_COPIED_BYTES = 32 * 1024 * 1024;

export const copyText = async (text: string): Promise<void> => {
  const answer = await ask('clipboard.write', { text });
  if (!answer.ok) tell(answer.failure);
};

/** Copies bytes `start` to `end - 1` of a row's payload: at most MOST_COPIED_BYTES. */
export const copyPayload = async (
  row: number,
  { start, end }: { readonly start: number; readonly end: number },
  form: CopyForm,
  encoding: Encoding,
): Promise<void> => {
  const bytes = await readPayload(row, start, end);
  if (bytes.ok) await copyText(copyAs(bytes.value, form, encoding));
  else tell(bytes.failure);
};
