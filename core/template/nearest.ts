/** Steps to make one word of another: a letter more, less, other, or two swapped. Above `most` it does not matter. */
const distance = (a: string, b: string, most: number): number => {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      }
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? most + 1;
};

/** The name that was most likely meant; null when none is near. */
export const nearest = (written: string, names: readonly string[]): string | null => {
  const most = written.length < 4 ? 1 : 2;
  let best: string | null = null;
  let least = most + 1;
  for (const name of names) {
    const steps = distance(written.toLowerCase(), name.toLowerCase(), most);
    if (steps < least) {
      least = steps;
      best = name;
    }
  }
  return best;
};
