/**
 * Reads the versions of public content (`content_change`, kept by triggers). A read that began after a request came in
 * sees every write that was acknowledged before it, in whatever process: an answer kept under the versions that such a
 * read finds is as fresh as one made anew. Requests that come in while a read is under way share the next one.
 */
import type { Statements } from '../statements.ts';

/** What changes as one: see the migration of `content_change` for the topics there are. */
export type Topic = string;

/** Everything: for what is not known to rest on less. */
export const WHOLE_SITE: Topic = '*';

/** A topic of this many rows is folded to one. */
const FOLD_FROM_ROWS = 100;
/** Rows that one folding takes at the most, so that it never holds anything up. */
const FOLDED_ROWS = 5_000;

const READ = `select '${WHOLE_SITE}' as topic, coalesce(sum(n), 0)::text as version, count(*)::int as row_count from content_change where $1::boolean
  union all select topic, sum(n)::text, count(*)::int from content_change where topic = any($2::text[]) group by topic`;
const TOPICS_TO_FOLD = `select topic from content_change group by topic having count(*) > ${FOLD_FROM_ROWS} limit 100`;
// Rows that another folding holds are left to it. The sum is of what this statement took away and nothing else.
const FOLD = `with taken as (
    delete from content_change where ctid in (select ctid from content_change where topic = $1::text limit ${FOLDED_ROWS} for update skip locked) returning n
  ) insert into content_change (topic, n) select $1::text, sum(n) from taken having count(*) > 0`;

interface Batch {
  readonly topics: Set<Topic>;
  readonly versions: Promise<ReadonlyMap<Topic, string>>;
  readonly start: () => void;
}

export class ContentVersions {
  readonly #statements: Statements;
  #running: Batch | null = null;
  #waiting: Batch | null = null;
  #folding: Promise<void> | null = null;
  /** Rows of the whole site above which it is worth looking for topics to fold. */
  #calmRowCount = 1_000;

  /** @param statements a pool of its own, so that no long read holds up these short ones. */
  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /**
   * The versions of these topics as one text, the same for the same versions.
   * @throws when the database does not answer.
   */
  async read(topics: readonly Topic[]): Promise<string> {
    const batch = (this.#waiting ??= this.#newBatch());
    for (const topic of topics) batch.topics.add(topic);
    if (this.#running === null) this.#startNext();
    const versions = await batch.versions;
    return topics.map((topic) => versions.get(topic) ?? '0').join('.');
  }

  /** Folds the rows of a topic into one; what it adds up to stays the same. */
  async fold(topic: Topic): Promise<void> {
    await this.#statements.rows(FOLD, [topic]);
  }

  async close(): Promise<void> {
    await this.#folding;
    await this.#statements.close();
  }

  #newBatch(): Batch {
    const topics = new Set<Topic>();
    const { promise, resolve } = Promise.withResolvers<void>();
    return { topics, start: resolve, versions: promise.then(() => this.#fetch(topics)) };
  }

  #startNext(): void {
    const batch = this.#waiting;
    if (batch === null) return;
    this.#waiting = null;
    this.#running = batch;
    const goOn = (): void => {
      this.#running = null;
      this.#startNext();
    };
    batch.versions.then(goOn, goOn);
    batch.start();
  }

  async #fetch(topics: ReadonlySet<Topic>): Promise<ReadonlyMap<Topic, string>> {
    const named = [...topics].filter((topic) => topic !== WHOLE_SITE);
    const found = await this.#statements.rows<{ topic: Topic; version: string; rowCount: number }>(READ, [
      topics.has(WHOLE_SITE),
      named,
    ]);
    if (found.some(({ rowCount, topic }) => rowCount > (topic === WHOLE_SITE ? this.#calmRowCount : FOLD_FROM_ROWS)))
      this.#foldSoon();
    return new Map(found.map(({ topic, version }) => [topic, version]));
  }

  #foldSoon(): void {
    this.#folding ??= this.#foldAll()
      // the next read finds what is left to fold
      .catch(() => {})
      .finally(() => {
        this.#folding = null;
      });
  }

  async #foldAll(): Promise<void> {
    const grown = await this.#statements.rows<{ topic: Topic }>(TOPICS_TO_FOLD, []);
    for (const { topic } of grown) await this.fold(topic);
    const [left] = await this.#statements.rows<{ rowCount: number }>(
      'select count(*)::int as row_count from content_change',
      [],
    );
    this.#calmRowCount = 2 * (left?.rowCount ?? 0) + 1_000;
  }
}
