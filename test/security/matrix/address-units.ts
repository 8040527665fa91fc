/** Cells of addresses: each asked over HTTP by everyone with the cookie of their session, on both sides. */
import type { Express } from 'express';
import { rows } from '../../../server/platform/sql.ts';
import { worldContext } from '../../support/world.ts';
import { isIn, nameOf, type Asker } from './actors.ts';
import type { AddressRow } from './row.ts';
import { fill, type LoneUnit, type Matrix } from './unit.ts';

const OUTCOMES = ['OK', 'NOT_FOUND', 'UNAUTHENTICATED', 'BAD_INPUT'] as const;

export const addressUnits = (addresses: readonly AddressRow[]): LoneUnit[] =>
  addresses.map((row) => {
    const name = `${row.address}${row.kind === undefined ? '' : ` (${row.kind})`}`;
    return {
      name,
      run: async (matrix) => {
        const failures: string[] = [];
        for (const asker of matrix.askers) {
          const { outcome, text } = await ask(matrix, { row, asker });
          const should = OUTCOMES.find((each) => isIn(row[each] ?? [], asker)) ?? null;
          if (outcome !== should) failures.push(`${name} for ${nameOf(asker)}: ${outcome}, and should be ${should}`);
          else if (row.says !== undefined && outcome === 'OK') {
            const says = text.includes(filled(row.says.text, matrix, asker));
            if (says !== isIn(row.says.to, asker))
              failures.push(`${name} for ${nameOf(asker)}: ${says ? 'told' : 'not told'} what it says`);
          }
        }
        return { cells: matrix.askers.length, failures };
      },
    };
  });

interface Request {
  readonly row: AddressRow;
  readonly asker: Asker;
}

/** The outcome, or what else was answered. */
async function ask(matrix: Matrix, { row, asker }: Request): Promise<{ outcome: string; text: string }> {
  const [method = 'GET'] = row.address.split(' ');
  const body = row.body === undefined ? undefined : await bodyOf(matrix, { row, asker });
  const answer = await fetch(matrix.home + filled(row.asked, matrix, asker), {
    method: method === 'ANY' ? (body === undefined ? 'GET' : 'POST') : method,
    headers: { ...row.headers, ...cookieOf(matrix, asker) },
    ...(body !== undefined && { body }),
  });
  // what breaks off on the way succeeded until then
  const text = await answer.text().catch(() => null);
  if (row.undone !== undefined) await rows(worldContext(matrix.app), { text: [row.undone], values: [] });
  if (text === null) return { outcome: 'broken off', text: '' };
  if (answer.ok) return { outcome: 'OK', text };
  const [, code = null] = /"code":"([A-Z_]+)"/.exec(text) ?? [];
  return { outcome: code ?? String(answer.status), text };
}

/** A file that is sent back was given out before, to who may have it. */
async function bodyOf(matrix: Matrix, { row: { body }, asker }: Request): Promise<Buffer<ArrayBuffer> | string> {
  if (typeof body === 'string') return body;
  const address = matrix.home + filled(body?.from ?? '', matrix, asker);
  const file = await fetch(address, { headers: cookieOf(matrix, { person: 'ADMINISTRATOR', side: 'own' }) });
  return Buffer.from(await file.arrayBuffer());
}

function cookieOf({ world }: Matrix, { person }: Asker): Record<string, string> {
  const token = world.cast.get(person)?.token;
  return token === undefined ? {} : { cookie: `sverka_session=${token}` };
}

const filled = (text: string, matrix: Matrix, { person, side }: Asker): string =>
  fill(text.replaceAll('{asker}', matrix.world.cast.get(person)?.personId ?? 'somebody'), matrix, side);

interface Layer {
  readonly route?: { readonly path: string; readonly stack: readonly { readonly method: string }[] };
  readonly handle: { readonly stack?: readonly Layer[] };
  readonly slash: boolean;
  match(path: string): boolean;
}

/** What the router has and no row speaks of, and rows of what it has not. */
export function addressesWithoutRows(express: Express, addresses: readonly AddressRow[]): string[] {
  const named = [...new Set(addresses.map(({ address }) => address))];
  const mounts = named.filter((name) => name.startsWith('ANY ')).map((name) => name.slice('ANY '.length));
  const layersOf = (stack: readonly Layer[]): Layer[] =>
    stack.flatMap((layer) => [layer, ...layersOf(layer.handle.stack ?? [])]);
  const layers = layersOf((express as unknown as { router: { stack: readonly Layer[] } }).router.stack);
  const found = layers.flatMap((layer) => {
    if (layer.route !== undefined)
      return layer.route.stack.map(({ method }) => `${method.toUpperCase()} ${layer.route?.path}`);
    if (layer.slash || layer.match('/')) return [];
    const mount = mounts.find((path) => layer.match(path));
    return [mount === undefined ? 'an address that a handler is mounted at' : `ANY ${mount}`];
  });
  return [
    ...[...new Set(found)].filter((address) => !named.includes(address)),
    ...named.filter((address) => !found.includes(address)).map((address) => `${address}, which is not there`),
  ];
}
