/** Attacks by files, and by text that waits in them for whoever opens it later. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { strFromU8, unzipSync } from 'fflate';
import * as hostile from '../../../plan-import/build/hostile-files.ts';
import { buildXlsx } from '../../../plan-import/build/xlsx-file.ts';
import { csvPlan } from '../../../api/plan-import-files.ts';
import { buildPlan, buildVersion } from '../../../support/world.ts';
import type { Arena, Ground } from '../arena.ts';
import { refusedBy, refusedWith, type Attack } from '../attack.ts';
import { answerOf, ask, firstOf, sayAndWait, send, type Answer } from '../raw-request.ts';

interface File {
  readonly bytes: Uint8Array | string;
  readonly name?: string;
  readonly as?: 'official' | 'monitor';
  readonly headers?: Record<string, string>;
}

const upload = async (
  { address }: Ground,
  arena: Arena,
  { bytes, name = 'plan.xlsx', as = 'official', headers }: File,
): Promise<Answer> =>
  send(address, {
    path: `/imports/plans?name=${encodeURIComponent(name)}`,
    headers: {
      'x-sverka': '1',
      'content-type': 'application/octet-stream',
      cookie: await arena.cookieOf(as),
      ...headers,
    },
    body: bytes,
  });

const byFile =
  (file: () => File): Attack['run'] =>
  async (ground, arena) => [await upload(ground, arena, file())];

/** Taken in, read by the guarded reader, and refused with a reason that the person sees. */
const readAndRefused =
  (code: string) =>
  async ([answer]: readonly Answer[], { app, people }: Arena): Promise<string | null> => {
    const { id, state } = JSON.parse(answer?.body || '{}') as { id?: string; state?: string };
    if (answer?.status !== 201 || state !== 'REFUSED' || id === undefined)
      return `expected a refused reading, got ${answer?.status} ${answer?.body.slice(0, 200)}`;
    const { planImport } = await app.ask(
      'query ($id: ID!) { planImport(id: $id) { refusal { code } rows { totalCount } } }',
      {
        as: people.official,
        variables: { id },
      },
    );
    return planImport.refusal?.code === code && planImport.rows.totalCount === 0
      ? null
      : `expected ${code}, got ${JSON.stringify(planImport)}`;
  };

const HEAD = (length: number, cookie: string): string =>
  `POST /imports/plans?name=a.csv HTTP/1.1\r\nHost: x\r\nX-Sverka: 1\r\nCookie: ${cookie}\r\nX-Forwarded-For: 203.0.113.66\r\nContent-Type: application/octet-stream\r\nContent-Length: ${length}\r\n\r\n`;

export const uploadAttacks: readonly Attack[] = [
  {
    name: 'an oversized file',
    run: byFile(() => ({ bytes: new Uint8Array(17 * 1024 * 1024) })),
    complaint: refusedWith(413),
  },
  {
    name: 'an oversized file, packed small',
    run: byFile(() => ({ bytes: gzipSync(Buffer.alloc(17 * 1024 * 1024)), headers: { 'content-encoding': 'gzip' } })),
    complaint: refusedWith(413),
  },
  {
    name: 'a file from nobody: it is refused before it is taken in',
    run: async ({ address }) => [
      await sayAndWait(address, { text: HEAD(16_000_000, 'none=1'), waitMs: 5_000 }),
      await sayAndWait(address, {
        text: HEAD(16_000_000, 'none=1').replace('/imports/plans?name=a.csv', '/imports/reports?plan=x&organization=y'),
        waitMs: 5_000,
      }),
    ],
    complaint: async (answers) =>
      answers.every(({ body }) => body.includes('UNAUTHENTICATED'))
        ? null
        : `answered ${answers.map(({ status, body }) => `${status} ${body}`).join('; ')}`,
  },
  {
    name: 'a file from a monitor',
    run: byFile(() => ({ bytes: 'x', as: 'monitor' })),
    complaint: refusedBy('NOT_FOUND', 'notFound'),
  },
  {
    name: 'a file from a foreign page',
    run: async ({ address }, arena) => [
      await send(address, {
        path: '/imports/plans?name=a.csv',
        headers: {
          'content-type': 'text/plain',
          origin: 'https://evil.example',
          cookie: await arena.cookieOf('official'),
        },
        body: 'x',
      }),
    ],
    complaint: refusedBy('BAD_INPUT', 'headerMissing'),
  },
  {
    name: 'a slow file',
    limits: { requestSeconds: 1 },
    limiter: 'requestSeconds',
    run: async ({ address, patienceMs }, arena) => [
      await sayAndWait(address, { text: `${HEAD(1_000_000, await arena.cookieOf('official'))}x`, waitMs: patienceMs }),
    ],
    complaint: refusedWith(408, 0),
  },
  {
    name: 'many files at once, none of which ends',
    limits: { uploadsAtOnce: 3 },
    limiter: 'uploadsAtOnce',
    run: async ({ address, patienceMs }, arena) => {
      const cookie = await arena.cookieOf('official');
      const sent = Array.from({ length: 12 }, () =>
        sayAndWait(address, { text: `${HEAD(1_000_000, cookie)}x`, waitMs: patienceMs * 2 }),
      );
      return firstOf(sent, { enough: 9, withinMs: patienceMs });
    },
    complaint: (answers) =>
      answers.length === 9
        ? refusedBy('TOO_MANY_REQUESTS', 'limit.uploads')(answers)
        : `${answers.length} of 12 were refused`,
  },
  {
    name: 'many files, one after the other',
    limits: { sessionPoints: 5_000 },
    limiter: 'sessionPoints',
    run: async (ground, arena) => {
      const cookie = await arena.cookieOf('official');
      const answers = [];
      for (let n = 0; n < 4; n += 1)
        answers.push(await upload(ground, arena, { bytes: '', name: 'a.csv', headers: { cookie } }));
      return answers;
    },
    complaint: refusedBy('TOO_MANY_REQUESTS', 'limit.rate'),
  },
  {
    name: 'a bomb of an archive',
    run: byFile(() => ({ bytes: hostile.archiveBomb() })),
    complaint: readAndRefused('ARCHIVE_BOMB'),
  },
  {
    name: 'an archive that hides its size',
    run: byFile(() => ({ bytes: hostile.lyingArchive() })),
    complaint: readAndRefused('ARCHIVE_BOMB'),
  },
  {
    name: 'entities within entities',
    run: byFile(() => ({ bytes: hostile.billionLaughs() })),
    complaint: readAndRefused('XML_DOCTYPE'),
  },
  {
    name: 'an external entity',
    run: byFile(() => ({ bytes: hostile.doctype(), name: 'plan.docx' })),
    complaint: readAndRefused('XML_DOCTYPE'),
  },
  {
    name: 'a name that climbs out of the archive',
    run: byFile(() => ({ bytes: hostile.climbingName() })),
    complaint: readAndRefused('ARCHIVE_UNSAFE_NAME'),
  },
  {
    name: 'a polyglot: a picture that is an archive',
    run: byFile(() => ({ bytes: Buffer.concat([Buffer.from('GIF89a'), hostile.plainWorkbook()]) })),
    complaint: readAndRefused('FORMAT_MISLABELLED'),
  },
  {
    name: 'a polyglot: a page that is an archive',
    run: byFile(() => ({
      bytes: Buffer.concat([Buffer.from('<html><script>alert(1)</script>'), hostile.plainWorkbook()]),
    })),
    complaint: readAndRefused('FORMAT_MISLABELLED'),
  },
  {
    name: 'a workbook with macros',
    run: byFile(() => ({ bytes: hostile.withMacros(), name: 'plan.xlsm' })),
    complaint: readAndRefused('FILE_HAS_MACROS'),
  },
  {
    name: 'a formula that starts a program, in a CSV',
    run: byFile(() => ({ bytes: "Мярка;Отговорник;Срок\n=cmd|' /C calc'!A0;Община;2026\n", name: 'plan.csv' })),
    complaint: readAndRefused('FORMULA_REACHES_OUT'),
  },
  {
    name: 'a name with line breaks and a path: it stays a name',
    run: async (ground, arena) => [
      await upload(ground, arena, {
        bytes: csvPlan([
          { wording: 'Ремонт', amount: '1' },
          { wording: 'Още', amount: '2' },
        ]),
        name: '../../etc/pa\r\nSet-Cookie: a=b\r\n\u0000.csv',
      }),
      await upload(ground, arena, {
        bytes: csvPlan([
          { wording: 'Ремонт', amount: '1' },
          { wording: 'Още', amount: '2' },
        ]),
        name: '../../etc/pa\r\nSet-Cookie: a=b.csv',
      }),
    ],
    complaint: (answers) =>
      answers.some(({ headers }) => String(headers['set-cookie']).includes('a=b'))
        ? 'the name became a head'
        : answers.every(({ status }) => status === 201)
          ? null
          : `answered ${answers.map(({ status }) => status).join()}`,
  },
  {
    name: 'a formula in what is given out as a file: it stays text',
    run: async ({ address }, arena) => {
      const formulas = ["=cmd|' /C calc'!A0", '+1+1', '-1+1', '@SUM(1+1)', '\t=1+1'];
      const { id: planId } = await buildPlan(arena.app, { territoryId: arena.municipality.id });
      const measures = formulas.map((wording) => ({ wording, code: wording, responsibleIds: [arena.bodyId] }));
      await buildVersion(arena.app, { planId, measures });
      const answer = await fetch(
        `${address}/imports/reports/template.xlsx?plan=${planId}&organization=${arena.bodyId}`,
        {
          headers: { cookie: await arena.cookieOf('reporter') },
        },
      );
      const parts = answer.ok ? Object.values(unzipSync(new Uint8Array(await answer.arrayBuffer()))) : [];
      return [answerOf(answer.status, parts.map((part) => strFromU8(part)).join('\n'))];
    },
    complaint: ([answer]) => {
      if (answer?.status !== 200 || !answer.body.includes('cmd|'))
        return `no form with the measures was given out: ${answer?.status}`;
      return /<f[ >]/.test(answer.body) ? 'a cell holds a formula' : null;
    },
  },
  {
    name: 'addresses for the server to fetch, in words, names and files',
    run: async (ground, arena) => {
      let hits = 0;
      const bait = createServer((_request, response) => {
        hits += 1;
        response.end();
      }).listen(0, '127.0.0.1');
      await once(bait, 'listening');
      const url = `http://127.0.0.1:${(bait.address() as AddressInfo).port}/secret`;
      const answers = [
        await ask(
          ground.address,
          'mutation ($input: SubmitObservationInput!) { submitObservation(input: $input) { receipt } }',
          {
            headers: { cookie: await arena.cookieOf('monitor') },
            variables: {
              input: {
                id: randomUUID(),
                measureId: arena.measureId,
                level: 'LIMITED',
                dontKnow: false,
                method: 'SITE_VISIT',
                seenOn: '2026-01-10',
                words: `${url} <img src="${url}">`,
              },
            },
          },
        ),
        await upload(ground, arena, {
          bytes: csvPlan([
            { wording: `Виж ${url}`, amount: '1', source: url },
            { wording: url, amount: '2' },
          ]),
          name: `${url}.csv`,
        }),
        await upload(ground, arena, {
          bytes: buildXlsx([
            {
              name: 'П',
              rows: [
                ['Мярка', 'Срок', 'Отговорник'],
                [url, '2026', url],
              ],
            },
          ]),
        }),
        await upload(ground, arena, { bytes: hostile.withFormula(`WEBSERVICE("${url}")`) }),
      ];
      await new Promise((resolve) => setTimeout(resolve, 200));
      bait.close();
      return [...answers, answerOf(200, hits === 0 ? '{}' : `fetched ${hits} times`)];
    },
    complaint: (answers) => {
      if (answers[0]?.hasData !== true) return `the observation was not taken: ${answers[0]?.body}`;
      return answers.at(-1)?.body === '{}' ? null : (answers.at(-1)?.body ?? '');
    },
  },
];
