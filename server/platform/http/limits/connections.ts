/** Connections that say nothing, or say it drop by drop, take no place for long, and no address takes all of them. */
import type { Server, ServerOptions } from 'node:http';
import type { Limits } from './limits.ts';

const CHECKED_AT_LEAST_EVERY_MS = 30_000;

/** How long a request may take to arrive; for the server's making. */
export function timesOf({ headSeconds, requestSeconds }: Limits): ServerOptions {
  const requestTimeout = (requestSeconds ?? 0) * 1_000;
  // the head is a part of the request
  const headersTimeout = Math.min((headSeconds ?? 0) * 1_000, requestTimeout || Infinity);
  const shortest = Math.min(headersTimeout || Infinity, requestTimeout || Infinity);
  return {
    headersTimeout,
    requestTimeout,
    connectionsCheckingInterval: Math.min(CHECKED_AT_LEAST_EVERY_MS, Math.ceil(shortest / 2)),
  };
}

/** A connection beyond those allowed to its address is closed before it says anything. */
export function limitConnections(server: Server, { addressConnections }: Limits): void {
  if (addressConnections === null) return;
  const open = new Map<string, number>();
  server.on('connection', (socket) => {
    const address = socket.remoteAddress ?? '';
    const count = (open.get(address) ?? 0) + 1;
    if (count > addressConnections) return void socket.destroy();
    open.set(address, count);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left === 0) open.delete(address);
      else open.set(address, left);
    });
  });
}
