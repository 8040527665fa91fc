/**
 * COPY over the driver's connection, in and out: PostgreSQL's own way to move whole tables, which needs no program beside
 * the server. Settings on which the text of a value depends are fixed for both ways.
 */
import { once } from 'node:events';
import { Client, type Connection, type Submittable } from 'pg';

/** Rows gather to this before they are handed on. */
const CHUNK_BYTES = 64 * 1024;

/** A connection of its own that sees every row or fails, and writes values in one way whatever the machine is set to. */
export async function openCopyClient(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, application_name: 'sverka-copy' });
  // a connection that breaks fails the statement that runs; without a listener it would end the program
  client.on('error', () => {});
  await client.connect();
  await client.query(
    `set row_security = off; set client_encoding = 'UTF8'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres';
     set timezone = 'UTC'; set extra_float_digits = 1; set bytea_output = 'hex'; set statement_timeout = 0; set search_path = public`,
  );
  return client;
}

/** The part of the protocol that the driver has and its types leave out. */
interface CopyConnection extends Connection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
}

interface CopySteps {
  readonly onRow?: (row: Buffer, connection: CopyConnection) => void;
  readonly onReadyToTake?: (connection: CopyConnection) => void;
}

/** Runs a COPY; the driver tells each step by calling a method. */
function runCopy(client: Client, text: string, { onRow, onReadyToTake }: CopySteps): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: Error | null = null;
    const nothing = (): void => {};
    client.query({
      submit: (connection: Connection) => connection.query(text),
      handleCopyData: ({ chunk }: { readonly chunk: Buffer }, connection: CopyConnection) => onRow?.(chunk, connection),
      handleCopyInResponse: (connection: CopyConnection) => onReadyToTake?.(connection),
      handleError: (error: Error) => {
        failure = error;
        // what the database itself refuses is followed by its being ready; a broken connection says nothing more
        if (!('severity' in error)) reject(error);
      },
      handleReadyForQuery: () => (failure === null ? resolve() : reject(failure)),
      handleCommandComplete: nothing,
      handleRowDescription: nothing,
      handleDataRow: nothing,
      handleEmptyQuery: nothing,
      handlePortalSuspended: nothing,
    } as Submittable);
  });
}

/** @param handOn takes some rows; the database waits for it. */
export async function copyOut(client: Client, text: string, handOn: (rows: Buffer) => Promise<void>): Promise<void> {
  let rows: Buffer[] = [];
  let bytes = 0;
  let handedOn: Promise<void> = Promise.resolve();
  const flush = async (earlier: Promise<void>): Promise<void> => {
    await earlier;
    const chunk = Buffer.concat(rows);
    rows = [];
    bytes = 0;
    if (chunk.length > 0) await handOn(chunk);
  };
  const flushAndGoOn = async (connection: CopyConnection): Promise<void> => {
    connection.stream.pause();
    try {
      await (handedOn = flush(handedOn));
      connection.stream.resume();
    } catch (error) {
      connection.stream.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  };
  await runCopy(client, text, {
    onRow: (row, connection) => {
      // the driver uses its buffer again
      rows.push(Buffer.from(row));
      bytes += row.length;
      if (bytes >= CHUNK_BYTES) void flushAndGoOn(connection);
    },
  });
  await flush(handedOn);
}

export async function copyIn(client: Client, text: string, chunks: AsyncIterable<Buffer>): Promise<void> {
  let unreadable: Error | null = null;
  async function send(connection: CopyConnection): Promise<void> {
    try {
      for await (const chunk of chunks) {
        connection.sendCopyFromChunk(chunk);
        if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain');
      }
      connection.endCopyFrom();
    } catch (error) {
      unreadable = error instanceof Error ? error : new Error(String(error));
      connection.sendCopyFail('the rows could not be read');
    }
  }
  await runCopy(client, text, { onReadyToTake: (connection) => void send(connection) }).catch((error: unknown) => {
    throw unreadable ?? error;
  });
}
