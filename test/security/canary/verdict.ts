/** Weighs what was said against the review: what nobody there may see is a leak, and what is due must have been seen. */
import type { Asker } from './canary-house.ts';
import type { Mark, MarkBook } from './marks.ts';
import { names, type Sight, type Sights } from './sights.ts';

export interface Said {
  readonly channel: string;
  /** Root field, address or header. */
  readonly at: string;
  /** Null: whoever reads the channel, and may see nothing. */
  readonly to: Asker | null;
  readonly text: string;
}

export class Verdict {
  readonly #book: MarkBook;
  readonly #seen = new Set<string>();
  /** By what leaks where to whom, with the first answer in which it did. */
  readonly leaks = new Map<string, string>();
  /** What came of each change that was asked for: null when it took place for somebody, else the last refusal. */
  readonly changes = new Map<string, string | null>();
  operations = 0;
  answers = 0;
  characters = 0;

  constructor(book: MarkBook) {
    this.#book = book;
  }

  hear({ channel, at, to, text }: Said, asked = ''): void {
    this.answers += 1;
    this.characters += text.length;
    for (const [form, marks] of this.#book.find(text)) {
      let isDue = false;
      for (const mark of marks) {
        for (const sight of mark.sights) {
          if (to === null || !isWho(to, sight, mark) || (sight.at !== '*' && !names(sight.at).includes(at))) continue;
          isDue = true;
          this.#seen.add(nameOf(mark.column, sight, sight.at === '*' ? '*' : at));
        }
      }
      if (isDue) continue;
      const columns = [...new Set(marks.map(({ column }) => column))].join(', ');
      const name = `${channel}: ${columns} at ${at} to ${to?.name ?? 'whoever reads it'}`;
      if (!this.leaks.has(name))
        this.leaks.set(name, `${name} (${form}) ${excerpt(text, form)} ${asked.slice(0, 600)}`);
    }
  }

  /** What the review says is due and nobody was shown. */
  unseen(reviewed: Sights): string[] {
    const due = Object.entries(reviewed).flatMap(([table, { private: groups = [] }]) =>
      groups.flatMap(({ columns, sights = [] }) =>
        names(columns).flatMap((column) =>
          sights.flatMap((sight) => names(sight.at).map((at) => nameOf(`${table}.${column}`, sight, at))),
        ),
      ),
    );
    return [...new Set(due)].filter((name) => !this.#seen.has(name));
  }
}

const nameOf = (column: string, { who }: Sight, at: string): string => `${column} to ${who} at ${at}`;

function isWho(asker: Asker, { who }: Sight, mark: Mark): boolean {
  if (who === 'OWNER') return mark.personId !== null && [asker.personId, asker.name].includes(mark.personId);
  if (who === 'ADMINISTRATOR') return asker.is.includes('ADMINISTRATOR');
  if (who === 'VERIFIER') return asker.is.includes('VERIFIER') && asker.placeId === mark.placeId;
  if (who === 'EXPORTER') return asker.is.includes('EXPORTER') && asker.placeId === mark.placeId;
  return asker.is.includes('IN_COALITION') && asker.coalitionId === mark.coalitionId;
}

function excerpt(text: string, form: string): string {
  const at = text.indexOf(form);
  return at < 0 ? '(encoded)' : `… ${text.slice(Math.max(0, at - 120), at + form.length + 40)} …`;
}
