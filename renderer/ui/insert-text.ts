/**
 * Puts text in place of a part of what stands in a text box, as if it were typed: it can be undone, and whoever
 * listens to the box hears of it. The caret then stands `caret` characters into it.
 */
export const insertText = (
  area: HTMLTextAreaElement,
  place: { readonly from: number; readonly to: number },
  text: string,
  caret = text.length,
): void => {
  area.focus();
  area.setSelectionRange(place.from, place.to);
  // Deprecated and without a successor: nothing else keeps the history of edits (https://w3c.github.io/editing).
  document.execCommand('insertText', false, text);
  const at = place.from + caret;
  area.setSelectionRange(at, at);
};
