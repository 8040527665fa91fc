/**
 * What only whoever sits at this machine reaches, as far as a program can tell. A proxy in front of a loopback address
 * makes everybody look like that person; it gives itself away by what it adds to a request, or by the name it was called.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { isIPv6 } from 'node:net';

/** What proxies add to a request on its way. A browser on the machine itself sends none of them. */
const ADDED_BY_PROXIES = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-forwarded-server',
  'x-real-ip',
  'cf-connecting-ip',
  'true-client-ip',
] as const;

/** Whether a host, with or without a port, names this machine alone. */
export function isLoopback(host: string): boolean {
  const address = URL.parse(`http://${isIPv6(host) ? `[${host}]` : host}`);
  if (address === null) return false;
  const name = address.hostname.replace(/\.$/, '');
  return name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || /^127(\.\d{1,3}){3}$/.test(name);
}

/** Whether a request passed a proxy, or was sent to a name that is not this machine's. */
export const comesFromElsewhere = (headers: IncomingHttpHeaders): boolean =>
  ADDED_BY_PROXIES.some((name) => headers[name] !== undefined) || !isLoopback(headers.host ?? '');
