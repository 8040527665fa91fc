/**
 * Tells other processes that something was changed, so that they drop at once what no longer holds. It goes out after the
 * commit, on a connection of its own: NOTIFY inside writing transactions would make their commits queue. Whoever misses
 * it loses memory and nothing else: versions are read for every answer.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

const CHANNEL = 'content_changed';
/** Changes within it are told as one. */
const TOGETHER_MS = 50;
const AGAIN_AFTER_MS = 2_000;

export class ContentNews {
  readonly #url: string;
  #client: Client | null = null;
  #closed = false;
  #telling: NodeJS.Timeout | null = null;
  #onNews: (() => void) | null = null;

  constructor({ url }: { readonly url: string }) {
    this.#url = url;
  }

  /** Listens until it is closed, and again when the connection was lost. */
  async listen(onNews: () => void): Promise<void> {
    this.#onNews = onNews;
    await this.#connect();
  }

  /** Something may have been changed, and is committed. */
  tell(): void {
    this.#telling ??= setTimeout(() => {
      this.#telling = null;
      // without a connection the others find out by themselves
      this.#client?.query(`notify ${CHANNEL}`).catch(() => {});
    }, TOGETHER_MS).unref();
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#telling !== null) clearTimeout(this.#telling);
    const client = this.#client;
    this.#client = null;
    await client?.end().catch(() => {});
  }

  async #connect(): Promise<void> {
    const client = new Client({ connectionString: this.#url });
    client.on('notification', () => this.#onNews?.());
    client.on('error', () => {});
    client.on('end', () => this.#lost(client));
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
    } catch {
      return this.#lost(client);
    }
    if (this.#closed) return void client.end().catch(() => {});
    this.#client = client;
  }

  #lost(client: Client): void {
    if (this.#client === client) this.#client = null;
    if (this.#closed) return;
    void sleep(AGAIN_AFTER_MS, undefined, { ref: false }).then(() =>
      this.#closed || this.#client !== null ? undefined : this.#connect(),
    );
  }
}
