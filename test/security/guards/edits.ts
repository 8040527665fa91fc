/** Texts put into a source, by where they stand in it; of two at one place the outer one is put first and last. */
import type ts from 'typescript';

export class Edits {
  readonly #text: string;
  readonly #puts: { readonly at: number; readonly text: string; readonly rank: number }[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  put(at: number, text: string): void {
    this.#puts.push({ at, text, rank: 0 });
  }

  wrap(node: ts.Node, { before, after }: { readonly before: string; readonly after: string }): void {
    const [start, end] = [node.getStart(), node.getEnd()];
    // of two around one node the later stands within
    const within = this.#puts.length / 1e6;
    this.#puts.push(
      { at: start, text: before, rank: 1e6 - (end - start) + within },
      { at: end, text: after, rank: end - start - 1e6 - within },
    );
  }

  done(): string {
    let code = '';
    let from = 0;
    for (const { at, text } of this.#puts.toSorted((a, b) => a.at - b.at || a.rank - b.rank)) {
      code += this.#text.slice(from, at) + text;
      from = at;
    }
    return code + this.#text.slice(from);
  }
}
