/**
 * One kept connection that asks one thing after another. It reads no more of an answer than where it ends: on a small
 * machine everything that the load does for itself is taken from who is measured.
 */
import { connect, type Socket } from 'node:net';

export interface Received {
  readonly status: number;
  /** Of the body. */
  readonly bytes: number;
  /** Whether the body begins as that of a refused GraphQL request. */
  readonly hasErrors: boolean;
}

export interface KeptConnection {
  /** Sends a whole request; `done` is called once, when its answer has arrived. One at a time. */
  ask(request: Buffer, done: (received: Received) => void): void;
  close(): void;
}

const HEAD_END = Buffer.from('\r\n\r\n');
const CHUNKS_END = Buffer.from('0\r\n\r\n');
const REFUSED = '{"errors"';
const CHUNKED = -1;

/** @param failed called when the connection breaks while something is asked. */
export async function openConnection(address: string, failed: (error: Error) => void): Promise<KeptConnection> {
  const { hostname, port } = new URL(address);
  const socket = await connected({ host: hostname, port: Number(port) });
  socket.setNoDelay(true);
  let done: ((received: Received) => void) | null = null;
  let head: Buffer = Buffer.alloc(0);
  let status = 0;
  let hasErrors = false;
  let bytes = 0;
  /** Of the body, by its head; CHUNKED: it tells by itself where it ends; null: the head has not arrived. */
  let expected: number | null = null;

  function readHead(part: Buffer): Buffer | null {
    head = head.length === 0 ? part : Buffer.concat([head, part]);
    const end = head.indexOf(HEAD_END);
    if (end < 0) return null;
    const text = head.toString('latin1', 0, end);
    const body = head.subarray(end + HEAD_END.length);
    status = Number(text.slice(9, 12));
    expected = status === 304 ? 0 : Number(/\r\ncontent-length: *(\d+)/i.exec(text)?.[1] ?? CHUNKED);
    // the length of a first chunk stands before what it holds
    const start = expected === CHUNKED ? body.indexOf('\n') + 1 : 0;
    hasErrors = body.toString('latin1', start, start + REFUSED.length) === REFUSED;
    return body;
  }

  socket.on('data', (part: Buffer) => {
    const body = expected === null ? readHead(part) : part;
    if (body === null) return;
    bytes += body.length;
    const isWhole =
      expected === CHUNKED ? body.subarray(-CHUNKS_END.length).equals(CHUNKS_END) : bytes >= (expected ?? 0);
    if (!isWhole) return;
    const received = { status, bytes, hasErrors };
    const tell = done;
    done = null;
    head = Buffer.alloc(0);
    bytes = 0;
    expected = null;
    tell?.(received);
  });
  socket.on('error', failed);
  socket.on('close', () => {
    if (done !== null) failed(new Error('The connection was closed before the answer had arrived'));
  });
  return {
    ask(request, tell) {
      done = tell;
      socket.write(request);
    },
    close: () => void socket.destroy(),
  };
}

function connected(to: { readonly host: string; readonly port: number }): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(to, () => {
      socket.off('error', reject);
      resolve(socket);
    });
    socket.once('error', reject);
  });
}
