/** One form of a text for comparing: case, spaces, dashes and quotation marks say nothing. */
export function foldWording(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[„“”«»"'’‘`]/g, '')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/\s*([-/,;:.()])\s*/g, '$1')
    .replace(/[.,;:]+$/, '')
    .trim();
}

/** Without quotation marks that enclose the whole of it, and without what separates it from a number before. */
export function bareWording(text: string): string {
  const trimmed = text.replace(/^[\s.:;)–—-]+/, '').trim();
  const quoted = trimmed.match(/^[„“"«]([^„“”"«»]*)[“”"»]$/);
  return (quoted?.[1] ?? trimmed).trim();
}

/** A dash, "няма", "н/п" and the like: the writer filled the cell to say nothing. */
export function saysNothing(text: string): boolean {
  return /^(|[-–—./xх*]+|няма|не|н\/?п|н\/?д|n\/?a|няма данни|неприложимо|none)$/i.test(text.trim());
}
