/** As in `log-grid.module.css`. */
const NAME = 'log-find';

/** More marks than these say nothing more. */
const MOST_MARKS = 500;

/**
 * Marks words, whatever the case, in the text of the elements, by the browser's own highlights (CSS Custom Highlight
 * API, Chrome 105): no element is added to any row.
 */
export const highlightWords = (elements: Iterable<Element>, words: readonly string[]): void => {
  if (words.length === 0) {
    CSS.highlights.delete(NAME);
    return;
  }
  const small = words.map((word) => word.toLowerCase()).filter((word) => word !== '');
  const highlight = new Highlight();
  for (const element of elements) {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const text = (node.nodeValue ?? '').toLowerCase();
      // A letter that grows when it is made small moves what stands behind it.
      if (text.length !== node.nodeValue?.length) continue;
      for (const word of small) {
        for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
          if (highlight.size >= MOST_MARKS) break;
          const range = new Range();
          range.setStart(node, at);
          range.setEnd(node, at + word.length);
          highlight.add(range);
        }
      }
    }
  }
  CSS.highlights.set(NAME, highlight);
};
