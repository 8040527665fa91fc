/** The ways by which something leaves the program, each gone through with everybody who may ask. */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { each, hear, post, refuseInvalid, type Channel, type Scan } from './asking.ts';
import { DOCUMENT_TEXTS, type Asker } from './canary-house.ts';
import { changesOf, type Change } from './changes.ts';
import { exportsInBulk } from './export-channel.ts';
import { files } from './file-channel.ts';
import { operationsOf } from './operations.ts';

const NEWS_WITHIN_MS = 300;

const answers: Channel = {
  name: 'answers',
  scan: async (scan) => {
    for (const asker of scan.askers)
      await each(operationsOf(scan.house.app.schema, scan.house.known, scan.operations), async ({ at, source }) => {
        const text = await hear(scan, asker, { at, channel: 'answers', ...post(source) });
        refuseInvalid(source, text);
      });
  },
};

const INSIDERS = ['a monitor here', 'a verifier here', 'a coalition lead here', 'an administrator'];

/** By address, so that answers may be kept: asked first by everybody who is signed in, then twice by the public. */
const keptAnswers: Channel = {
  name: 'kept answers',
  scan: async (scan) => {
    const { house, askers } = scan;
    const nobody = askers.find(({ cookie }) => cookie === null);
    if (nobody === undefined) return;
    const known = { ...house.known, ids: house.known.ids.slice(0, 12) };
    const insiders = INSIDERS.flatMap((name) => askers.find((asker) => asker.name === name) ?? []);
    // an address holds less than a body
    await each(
      operationsOf(house.app.schema, known, { depth: 2, mostFields: 250, only: scan.operations.only }),
      async ({ at, source }) => {
        const question = {
          at,
          channel: 'kept answers',
          path: `/graphql?query=${encodeURIComponent(source)}`,
          headers: { 'apollo-require-preflight': '1' },
        };
        for (const asker of [...insiders, nobody, nobody]) await hear(scan, asker, question);
      },
    );
  },
};

const signsOfLife: Channel = {
  name: 'signs of life',
  scan: async (scan) => {
    for (const path of ['/livez', '/readyz', '/metrics', '/graphiql', '/feed', '/']) {
      for (const asker of scan.askers) await hear(scan, asker, { at: path, path, channel: 'signs of life' });
    }
  },
};

/** What is wrong with a question is told; what it was about is not. */
const errors: Channel = {
  name: 'errors',
  scan: async (scan) => {
    const { house } = scan;
    const { here } = house.places;
    const ids = [here.observations.waiting, here.planImportId, here.draftCampaignId, here.people.monitor];
    const questions = [
      ...ids.flatMap((id) => [
        post(`{ measure(id: "${id}") { nothing } }`),
        post('query ($id: Int!) { measure(id: $id) { id } }', { id }),
        post(`{ node(id: "${id}") { id } `),
        post('query ($id: ID!) { planImport(id: $id) { id } measures(after: "nothing") { totalCount } }', { id }),
        post('mutation ($id: ID!) { revokeInvitation(id: $id) { id } }', { id }),
        post('mutation ($id: ID!) { confirmMembership(id: $id) { id } }', { id }),
        post('mutation ($id: ID!) { closeAsk(id: $id) { id } }', { id }),
      ]),
      { ...post('{ today }'), body: '{"query": "{ today' },
      { ...post('{ today }'), headers: { 'content-type': 'text/plain' } },
    ];
    for (const asker of scan.askers)
      await each(questions, async (question) => {
        await hear(scan, asker, { at: 'errors', channel: 'errors', ...question });
      });
  },
};

const documents: Channel = {
  name: 'trusted documents',
  scan: async (scan) => {
    for (const source of [...DOCUMENT_TEXTS, 'unknown'])
      for (const asker of scan.askers)
        await hear(scan, asker, {
          at: /\w+/.exec(source)?.[0] ?? '',
          channel: 'trusted documents',
          path: '/graphql',
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ documentId: `sha256:${createHash('sha256').update(source).digest('hex')}` }),
        });
  },
};

/** Somebody of whom nothing is marked. */
const NEWCOMER: Asker = { name: 'a newcomer', personId: null, cookie: null, is: [], placeId: null, coalitionId: null };

async function make(scan: Scan, asker: Asker, { at, name, source }: Omit<Change, 'cookie'>): Promise<void> {
  const text = await hear(scan, asker, { at, channel: 'changes', ...post(source) });
  refuseInvalid(source, text);
  const { errors = [] } = JSON.parse(text) as { errors?: readonly { readonly path?: readonly unknown[] }[] };
  // what fails below it fails when it was made
  const isMade = errors.every(({ path = [] }) => path.length > 1) || scan.verdict.changes.get(name) === null;
  scan.verdict.changes.set(name, isMade ? null : `${name}: ${text.slice(0, 300)} to ${asker.name}`);
}

/** What a change answers to whoever asks for it. It comes after all that only reads. */
const changes: Channel = {
  name: 'changes',
  scan: async (scan) => {
    const { house, askers, operations } = scan;
    for (const round of changesOf(house.app.schema, { ...house, only: operations.only })) {
      const [lone, everybodys] = [
        round.filter(({ cookie }) => cookie !== null),
        round.filter(({ cookie }) => cookie === null),
      ];
      for (const { cookie, ...change } of lone) await make(scan, { ...NEWCOMER, cookie }, change);
      for (const asker of askers) for (const change of everybodys) await make(scan, asker, change);
    }
  },
};

/** Each mail to whom it goes. */
const mail: Channel = {
  name: 'mail',
  scan: async ({ house, verdict }) => {
    for (const message of house.app.house.mail.kept()) {
      const to = house.personOfAddress.get(message.to) ?? null;
      const reader: Asker = {
        name: 'who gets the mail',
        personId: to,
        cookie: null,
        is: [],
        placeId: null,
        coalitionId: null,
      };
      verdict.hear({ channel: 'mail', at: 'mail', to: reader, text: JSON.stringify(message) });
    }
  },
};

/** The record and the versions hold ids and names of deeds, never words. */
const record: Channel = {
  name: 'the record',
  scan: async ({ house, verdict }) => {
    const { rows } = await house.client.query<{ text: string }>(
      `select concat_ws(' ', action, subject_kind) as text from audit_entry union all select topic from content_change`,
    );
    for (const { text } of rows) verdict.hear({ channel: 'the record', at: 'the record', to: null, text });
  },
};

/** Heard all the while, and weighed at the end. */
const log: Channel = {
  name: 'the log',
  scan: async ({ web, verdict }) => {
    for (const line of web.logged) verdict.hear({ channel: 'the log', at: 'the log', to: null, text: line });
  },
};

/** Headers of all answers are heard with them; here of those that have little else. */
const headers: Channel = {
  name: 'headers',
  scan: async (scan) => {
    for (const asker of scan.askers) {
      await hear(scan, asker, { at: 'today', channel: 'answers', ...post('{ today }') });
      await hear(scan, asker, {
        at: 'today',
        channel: 'kept answers',
        path: `/graphql?query=${encodeURIComponent('{ today }')}`,
        headers: { 'apollo-require-preflight': '1' },
      });
    }
  },
};

/** What is told to other processes after a change; its channels stand in the program and in the database's functions. */
const news: Channel = {
  name: 'news of changes',
  scan: async (scan) => {
    const { house, verdict, askers } = scan;
    const listener = new Client({ connectionString: house.databaseUrl });
    await listener.connect();
    listener.on('notification', ({ channel, payload = '' }) =>
      verdict.hear({ channel: 'news of changes', at: channel, to: null, text: payload }),
    );
    const { rows } = await listener.query<{ name: string }>(
      `select distinct (regexp_matches(prosrc, 'pg_notify\\(''(\\w+)''', 'g'))[1] as name from pg_proc where pronamespace = 'public'::regnamespace`,
    );
    for (const name of new Set(['content_changed', ...rows.map((row) => row.name)]))
      await listener.query(`listen ${name}`);
    await house.client.query('update campaign set goal = goal');
    for (const asker of askers)
      await hear(scan, asker, {
        at: 'signOut',
        channel: 'answers',
        ...post('mutation { closeAsk(id: "none") { id } }'),
      });
    await sleep(NEWS_WITHIN_MS);
    await listener.end();
  },
};

export const CHANNELS: readonly Channel[] = [
  answers,
  keptAnswers,
  exportsInBulk,
  files,
  signsOfLife,
  headers,
  errors,
  documents,
  changes,
  mail,
  record,
  news,
  log,
];
