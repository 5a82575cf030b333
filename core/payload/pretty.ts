import { prettyJson } from './pretty-json';
import { prettyXml } from './pretty-xml';

export interface Pretty {
  readonly kind: 'json' | 'xml';
  readonly text: string;
}

/** Characters above which a text is left alone, so that a window that shows it does not wait. */
const MAX_PRETTY_CHARACTERS = 4 * 1024 * 1024;

/**
 * A text as indented JSON or XML, when it is one: a JSON object or array, or an XML document. Null otherwise, and
 * for texts longer than `limit` characters.
 */
export const prettyPrint = (text: string, limit = MAX_PRETTY_CHARACTERS): Pretty | null => {
  if (text.length > limit) return null;
  const first = /^\ufeff?\s*([[{<])/.exec(text)?.[1];
  if (first === undefined) return null;
  const kind = first === '<' ? 'xml' : 'json';
  const printed = kind === 'xml' ? prettyXml(text) : prettyJson(text);
  return printed === null ? null : { kind, text: printed };
};
