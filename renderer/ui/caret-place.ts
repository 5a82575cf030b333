/**
 * Where a caret stands on the screen, found in a copy of the text that is drawn in the same place. Null when the copy
 * does not go that far.
 */
export const caretPlace = (copy: HTMLElement, index: number): DOMRect | null => {
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  let left = index;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (left > length) {
      left -= length;
      continue;
    }
    const range = document.createRange();
    range.setStart(node, left);
    range.setEnd(node, left);
    const [rect] = range.getClientRects();
    return rect ?? null;
  }
  return null;
};
