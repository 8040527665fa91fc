/** Two servers over one database, each a process of its own: what one acknowledged, the other tells from then on. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtServer } from '../support/build.ts';
import { databaseUrlOf, makeFolder, runDatabase, runProgram } from './program.ts';

const COUNT = '{ organizations { totalCount } }';
const CREATE = 'mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { id } }';

async function findFreePort(): Promise<string> {
  const server = createServer().listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return String(typeof address === 'object' ? address?.port : 0);
}

/** @returns its address, once it serves. */
async function startServer(databaseUrl: string): Promise<string> {
  const PORT = await findFreePort();
  const program = runProgram({
    parameters: [builtServer()],
    environment: {
      LOG_LEVEL: 'error',
      DATABASE_URL: databaseUrl,
      DATA_DIR: join(makeFolder(), 'data'),
      DEMO: 'on',
      PORT,
    },
  });
  await program.says(new RegExp(`http://localhost:${PORT}$`, 'm'));
  return `http://127.0.0.1:${PORT}`;
}

async function post(
  house: string,
  body: object,
  cookie = '',
): Promise<{ readonly data: any; readonly cookie: string }> {
  const answer = await fetch(`${house}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie && { cookie }) },
    body: JSON.stringify(body),
  });
  const { data, errors } = (await answer.json()) as { data: any; errors?: unknown };
  expect(errors).toBeUndefined();
  return { data, cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
}

async function countAt(house: string): Promise<{ readonly count: number; readonly etag: string | null }> {
  const answer = await fetch(`${house}/graphql?query=${encodeURIComponent(COUNT)}`, {
    headers: { 'apollo-require-preflight': '1', accept: 'application/json' },
  });
  const { data } = (await answer.json()) as { data: any };
  return { count: data.organizations.totalCount, etag: answer.headers.get('etag') };
}

test('what one server acknowledged the other tells at once, and both name the same answer alike', async () => {
  const database = runDatabase({ dataDir: join(makeFolder(), 'data') });
  const url = await databaseUrlOf(database);
  const houses = [await startServer(url), await startServer(url)] as const;
  const { data } = await post(houses[0], { query: '{ demoAccounts { id role } }' });
  const account = data.demoAccounts.find(({ role }: { role: string }) => role === 'ADMINISTRATOR').id;
  const { cookie } = await post(houses[0], {
    query: 'mutation ($account: ID!) { signInDemo(account: $account) { id } }',
    variables: { account },
  });
  let { count } = await countAt(houses[0]);
  expect(await countAt(houses[1])).toMatchObject({ count });
  for (let turn = 0; turn < 20; turn += 1) {
    const [writer, reader] = turn % 2 === 0 ? houses : ([houses[1], houses[0]] as const);
    const input = { name: `Ново сдружение ${turn}`, kind: 'NGO', sector: 'CIVIL' };
    await post(writer, { query: CREATE, variables: { input } }, cookie);
    count += 1;
    const [other, own] = [await countAt(reader), await countAt(writer)];
    expect([turn, other.count, own.count]).toEqual([turn, count, count]);
    expect(other.etag).toBe(own.etag);
  }
});
