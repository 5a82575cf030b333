import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { javascript, localCompletionSource, typescriptLanguage } from '@codemirror/lang-javascript';
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  tooltips,
} from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { useEffect, useImperativeHandle, useRef } from 'react';
import { CHECKSUMS } from '../../../core/checksum/catalogue';
import { MAX_SCRIPT, type ScriptFault } from '../../../core/contract/script';
import { ENCODINGS } from '../../../core/contract/text';
import styles from './script-editor.module.css';
import { WORLD } from './script-world';

export interface ScriptEditorHandle {
  /** Brings a line into view, puts the caret there and takes the focus. */
  goTo(line: number, column: number | null): void;
}

interface ScriptEditorProps {
  readonly ref: React.Ref<ScriptEditorHandle>;
  readonly label: string;
  readonly value: string;
  readonly onChange: (source: string) => void;
  /** Marked at its line. */
  readonly fault: ScriptFault | null;
  /** Ctrl+Enter, or ⌘Enter. */
  readonly onRun: () => void;
  /** What the entries of the world do, in the person's language. */
  readonly explain: (word: (typeof WORLD)[number]['word']) => string;
}

const EVENTS = ['open', 'data', 'message', 'close'];

const within = (
  context: CompletionContext,
  before: RegExp,
  words: readonly string[],
): CompletionResult | null => {
  const match = context.matchBefore(before);
  if (match === null) return null;
  const quote = Math.max(match.text.lastIndexOf("'"), match.text.lastIndexOf('"'));
  return {
    from: match.from + quote + 1,
    options: words.map((label) => ({ label, type: 'text' })),
    validFor: /^[^'"]*$/,
  };
};

/** Completes what a script finds in its world, after what stands before the caret. */
const completeWorld =
  (explain: ScriptEditorProps['explain']) =>
  (context: CompletionContext): CompletionResult | null => {
    const named =
      within(context, /\bon\(\s*['"][\w]*/, EVENTS) ??
      within(
        context,
        /\bchecksum\(\s*['"][^'"]*/,
        CHECKSUMS.map(({ name }) => name),
      ) ??
      within(context, /\b(?:bytes|text)\([^()]*,\s*['"][^'"]*/, ENCODINGS);
    if (named !== null) return named;
    const path = context.matchBefore(/[\w$]+(?:\.[\w$]*)?/);
    if (path === null && !context.explicit) return null;
    const typed = path?.text ?? '';
    const dot = typed.indexOf('.');
    const owner = dot < 0 ? null : typed.slice(0, dot);
    const option = (entry: (typeof WORLD)[number], label: string): Completion => ({
      label,
      detail: entry.shape,
      info: explain(entry.word),
      type: entry.kind,
    });
    const ofOwner = (name: string): readonly Completion[] =>
      WORLD.filter((entry) => entry.name.startsWith(`${name}.`)).map((entry) =>
        option(entry, entry.name.slice(name.length + 1)),
      );
    if (owner !== null) {
      const own = ofOwner(owner);
      const options =
        own.length > 0
          ? own
          : WORLD.filter(({ kind }) => kind === 'method').map((entry) => option(entry, entry.name));
      return { from: (path?.from ?? 0) + dot + 1, options: [...options], validFor: /^[\w$]*$/ };
    }
    const options = WORLD.filter(({ kind }) => kind !== 'method').map((entry) => {
      const [, event] = /^on\('(\w+)'/.exec(entry.name) ?? [];
      return event === undefined
        ? option(entry, entry.name)
        : {
            ...option(entry, entry.name),
            apply: `on('${event}', ${event === 'open' || event === 'close' ? '(c)' : '(c, bytes)'} => {\n  \n});`,
          };
    });
    return { from: path?.from ?? context.pos, options, validFor: /^[\w$]*$/ };
  };

/** The nonce that this page's Content-Security-Policy allows style elements with. */
const nonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

/** CodeMirror, for one script. The text lives in the editor; what is typed is told. */
const ScriptEditor = ({ ref, label, value, onChange, onRun, fault, explain }: ScriptEditorProps) => {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const told = useRef({ onChange, onRun, explain, value });
  told.current = { onChange, onRun, explain, value };

  useEffect(() => {
    const parent = place.current;
    if (parent === null) return undefined;
    const editor = new EditorView({
      parent,
      state: EditorState.create({
        doc: told.current.value,
        extensions: [
          EditorView.cspNonce.of(nonce()),
          lineNumbers(),
          highlightActiveLine(),
          highlightActiveLineGutter(),
          history(),
          drawSelection(),
          indentOnInput(),
          bracketMatching(),
          closeBrackets(),
          highlightSelectionMatches(),
          javascript({ typescript: true }),
          syntaxHighlighting(classHighlighter),
          autocompletion({ icons: false }),
          // A dialog that is moved into place has its own idea of where a fixed place is.
          tooltips({ parent: document.body, position: 'fixed' }),
          typescriptLanguage.data.of({ autocomplete: completeWorld((word) => told.current.explain(word)) }),
          typescriptLanguage.data.of({ autocomplete: localCompletionSource }),
          keymap.of([
            {
              key: 'Mod-Enter',
              run: () => {
                told.current.onRun();
                return true;
              },
            },
            ...closeBracketsKeymap,
            ...completionKeymap,
            ...searchKeymap,
            ...historyKeymap,
            ...defaultKeymap,
          ]),
          EditorState.changeFilter.of(({ newDoc }) => newDoc.length <= MAX_SCRIPT),
          // The dialog looks for what takes the focus first.
          EditorView.contentAttributes.of({ 'aria-label': label, 'data-autofocus': 'true' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) told.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    editor.focus();
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, [label]);

  // An example takes the place of what stands there; what was typed here comes back as it is.
  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null) return;
    const { doc } = editor.state;
    const line = fault?.line ?? null;
    if (fault === null || line === null || line > doc.lines) {
      editor.dispatch(setDiagnostics(editor.state, []));
      return;
    }
    const { from, to } = doc.line(line);
    const at = Math.min(to, from + Math.max(0, (fault.column ?? 1) - 1));
    editor.dispatch(
      setDiagnostics(editor.state, [{ from: at, to, severity: 'error', message: fault.message }]),
    );
  }, [fault]);

  useImperativeHandle(ref, () => ({
    goTo(line, column) {
      const editor = view.current;
      if (editor === null) return;
      const { from, to } = editor.state.doc.line(Math.min(line, editor.state.doc.lines));
      const at = Math.min(to, from + Math.max(0, (column ?? 1) - 1));
      editor.dispatch({ selection: { anchor: at }, scrollIntoView: true });
      editor.focus();
    },
  }));

  return <div ref={place} className={styles.editor} />;
};

export default ScriptEditor;
