import { MAX_INDENTATION } from './indentation';

/** A piece of the document between `start` and `end`; an element's content lies between its two tags. */
interface Node {
  readonly start: number;
  end: number;
  readonly element: Element | null;
}

interface Element {
  readonly name: string;
  readonly openEnd: number;
  closeStart: number;
  readonly children: Node[];
  /** Text stands between the tags, or white space that counts: nothing within may move. */
  verbatim: boolean;
}

const NAME = '[A-Za-z_:\\u00c0-\\uffff][\\w:.\\-\\u00b7-\\uffff]*';
const TAG = new RegExp(`<(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>`, 'y');
const CLOSE = new RegExp(`</(${NAME})\\s*>`, 'y');
/** An internal subset is kept as it is; no entity is ever looked at, let alone expanded. */
const DOCTYPE = /<!DOCTYPE\s[^[\]<>]*(?:\[[^\]]*\]\s*)?>/y;
const MAX_DEPTH = 200;

const takeAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

const endOf = (text: string, at: number, open: string, close: string): number => {
  if (!text.startsWith(open, at)) return -1;
  const end = text.indexOf(close, at + open.length);
  return end === -1 ? -1 : end + close.length;
};

/** The end of a comment, processing instruction or document type that begins at `at`, otherwise -1. */
const miscEnd = (text: string, at: number): number => {
  const comment = endOf(text, at, '<!--', '-->');
  if (comment !== -1) return comment;
  const instruction = endOf(text, at, '<?', '?>');
  return instruction === -1 && takeAt(DOCTYPE, text, at) !== null ? DOCTYPE.lastIndex : instruction;
};

/** The pieces of a document, or null when its tags do not nest. */
const readDocument = (text: string): readonly Node[] | null => {
  const top: Node[] = [];
  const open: { readonly node: Node; readonly element: Element }[] = [];
  let roots = 0;
  for (let at = text.startsWith('\ufeff') ? 1 : 0; at < text.length; ) {
    const parent = open.at(-1)?.element;
    const siblings = parent?.children ?? top;
    if (text[at] !== '<') {
      const next = text.indexOf('<', at);
      const end = next === -1 ? text.length : next;
      if (/\S/.test(text.slice(at, end))) {
        if (parent === undefined) return null;
        parent.verbatim = true;
      }
      at = end;
      continue;
    }
    const data = endOf(text, at, '<![CDATA[', ']]>');
    if (data !== -1) {
      if (parent === undefined) return null;
      parent.verbatim = true;
      at = data;
      continue;
    }
    const misc = miscEnd(text, at);
    if (misc !== -1) {
      siblings.push({ start: at, end: misc, element: null });
      at = misc;
      continue;
    }
    const close = takeAt(CLOSE, text, at);
    if (close !== null) {
      const ended = open.pop();
      if (ended === undefined || ended.element.name !== close[1]) return null;
      ended.element.closeStart = at;
      at = CLOSE.lastIndex;
      ended.node.end = at;
      continue;
    }
    const tag = takeAt(TAG, text, at);
    if (tag === null || (parent === undefined && roots > 0) || open.length >= MAX_DEPTH) return null;
    if (parent === undefined) roots++;
    const [, name = '', attributes = '', slash] = tag;
    const end = TAG.lastIndex;
    const verbatim = /\sxml:space\s*=\s*["']preserve["']/.test(attributes);
    const element = { name, openEnd: end, closeStart: end, children: [], verbatim };
    const node: Node = { start: at, end, element };
    siblings.push(node);
    if (slash === '') open.push({ node, element });
    at = end;
  }
  return open.length === 0 && roots === 1 ? top : null;
};

/**
 * Well-formed XML with a line for every element. Only white space between elements changes: an element with text in
 * it stays as it is, with all that it holds. Nothing is resolved, expanded or fetched. Null when the text is not
 * well-formed as far as tags go, nested more than 200 deep, or when its indentation would pass MAX_INDENTATION.
 */
export const prettyXml = (text: string, indent = '  '): string | null => {
  const document = readDocument(text);
  if (document === null) return null;
  const lines: string[] = [];
  let indentation = 0;
  const print = ({ start, end, element }: Node, depth: number): void => {
    const margin = indent.repeat(depth);
    indentation += margin.length;
    if (indentation > MAX_INDENTATION) return;
    if (element === null || element.verbatim || element.children.length === 0) {
      lines.push(margin + text.slice(start, end));
      return;
    }
    lines.push(margin + text.slice(start, element.openEnd));
    for (const child of element.children) print(child, depth + 1);
    lines.push(margin + text.slice(element.closeStart, end));
  };
  for (const node of document) print(node, 0);
  return indentation > MAX_INDENTATION ? null : lines.join('\n');
};
