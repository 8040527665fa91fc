/** The server that is scanned: two places full of marks, everybody who may ask, and the server as the world meets it. */
import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Client } from 'pg';
import { pino, type Logger } from 'pino';
import { addDays } from '../../../schema/rules/days.ts';
import { createApp, type App } from '../../../server/app.ts';
import { receiptOf } from '../../../server/observations/observation-content.ts';
import { startSession } from '../../../server/people/identity.ts';
import { DatabaseRole } from '../../../server/platform/database-role.ts';
import type { HttpServer } from '../../../server/platform/http/http-server.ts';
import { DEFAULT_LIMITS, type Limits } from '../../../server/platform/http/limits/limits.ts';
import { createWeb } from '../../../server/web.ts';
import { buildCsv } from '../../plan-import/build/csv-file.ts';
import { buildTwoPlaces, type BuiltPlace, type TwoPlaces } from '../../support/world/two-places.builder.ts';
import { drawMark, plantMarks, type Mark, type MarkBook } from './marks.ts';
import type { KnownThings } from './operations.ts';
import { REVIEWED } from './reviewed-sights.ts';
import { buildRipeThings, type RipeThings } from './ripe-things.ts';

export interface Asker {
  readonly name: string;
  /** Null: the public. */
  readonly personId: string | null;
  readonly cookie: string | null;
  /** What the person may do now, as somebody who knows them would say it. */
  readonly is: readonly ('VERIFIER' | 'EXPORTER' | 'ADMINISTRATOR' | 'IN_COALITION')[];
  readonly placeId: string | null;
  readonly coalitionId: string | null;
}

export interface CanaryHouse {
  readonly app: App;
  /** The same with the rights of the database's owner. */
  readonly owner: App;
  readonly databaseUrl: string;
  readonly places: TwoPlaces;
  readonly askers: readonly Asker[];
  readonly book: MarkBook;
  readonly known: KnownThings;
  readonly ripe: RipeThings;
  /** Also of those who are erased meanwhile. */
  readonly personOfAddress: ReadonlyMap<string, string>;
  readonly complaints: readonly string[];
  /** Owner of the database, beside the program. */
  readonly client: Client;
  close(): Promise<void>;
}

export async function buildCanaryHouse({ databaseUrl }: { readonly databaseUrl: string }): Promise<CanaryHouse> {
  const app = await createApp({ databaseUrl, poolSize: 6, house: { limitsAttempts: false } });
  const owner = await createApp({ databaseUrl, poolSize: 3, house: app.house, role: DatabaseRole.OWNER });
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const cells = new Map<'here' | 'there', string>();
  const places = await buildTwoPlaces(owner, {
    fileOf: (place) => {
      cells.set(place, drawMark());
      return fileWith(cells.get(place) ?? '');
    },
  });
  await reportsOf(client, places);
  const askers = await letIn(owner, places);
  // a mail may leave in the same millisecond, and when that was is the administrator's to see
  for (const table of ['account', 'account_verification'])
    await client.query(
      `update ${table} set created_at = created_at - random() * interval '1 hour', updated_at = updated_at - random() * interval '1 hour'`,
    );
  const { book, complaints } = await plantMarks(client, REVIEWED);
  for (const place of ['here', 'there'] as const) {
    const owner = places[place].people.official;
    book.add({ ...nobodys('plan_import.file_bytes'), personId: owner, sights: SEEN_OF_FILE }, [cells.get(place) ?? '']);
  }
  for (const { name, cookie } of askers) {
    if (cookie === null) continue;
    const mark = { ...nobodys('the cookie of a session'), personId: name, sights: RENEWED };
    book.add(mark, [cookie.split('=')[1] ?? '']);
  }
  book.add(nobodys('the key of the house'), [app.house.secret]);
  book.add(nobodys('the address of the database'), [databaseUrl]);
  for (const { id, personId } of await observationsOf(client))
    book.add({ ...nobodys('the receipt of an observation'), personId, sights: SEEN_RECEIPT }, [
      receiptOf(app.house, id),
    ]);
  const { rows: accounts } = await client.query<{ id: string; email: string }>('select id, email from account');
  return {
    app,
    owner,
    databaseUrl,
    places,
    askers,
    book,
    complaints,
    client,
    known: await knownThings(client, places),
    ripe: await buildRipeThings(owner, client, places),
    personOfAddress: new Map(accounts.map(({ id, email }) => [email, id])),
    close: async () => {
      await client.end();
      await owner.disconnect();
      await app.close();
    },
  };
}

const SEEN_OF_FILE = [
  { who: 'OWNER', at: 'planImport' },
  { who: 'ADMINISTRATOR', at: 'planImport' },
] as const;

/** Of the browser that has it already; the `personId` is then the asker's name. */
const RENEWED = [{ who: 'OWNER', at: 'set-cookie' }] as const;

/** Reckoned anew each time, it stands in no column. */
const SEEN_RECEIPT = [{ who: 'OWNER', at: 'myObservations submitObservation' }] as const;

const observationsOf = async (client: Client): Promise<{ id: string; personId: string }[]> => {
  const { rows } = await client.query<{ id: string; person_id: string }>(
    'select observation_id as id, person_id from observation_author',
  );
  return rows.map(({ id, person_id: personId }) => ({ id, personId }));
};

const nobodys = (column: string): Mark => ({ column, personId: null, coalitionId: null, placeId: null, sights: [] });

const fileWith = (mark: string): { readonly bytes: Uint8Array; readonly fileName: string } => ({
  fileName: 'план.csv',
  bytes: buildCsv(
    [
      ['№', 'Приоритет', 'Цел', 'Задача', 'Мярка', 'Отговорник', 'Срок', 'Сума (евро)', 'Източник', 'Показател'],
      ['1', `Образование ${mark}`, 'Ранен старт', 'Език', `Курс ${mark}`, `Община ${mark}`, '2026', '', 'Бюджет', mark],
    ],
    { delimiter: ';', encoding: 'utf-8' },
  ),
});

/** What was reported, which is public but for who typed it in. */
async function reportsOf(client: Client, { here, there, administratorId }: TwoPlaces): Promise<void> {
  for (const { planId, measureId, administrationId, associationId } of [here, there]) {
    await client.query('update plan_version set entered_by_id = $2 where plan_id = $1', [planId, administratorId]);
    await client.query(
      `with owed as (
         insert into reporting_obligation (debtor_organization_id, creditor_organization_id, plan_id, period_label, period_from, period_to, due_on, known_from)
         values ($2, $3, $1, '2025', '2025-01-01', '2025-12-31', '2026-01-31', '2020-01-01') returning id
       ), report as (
         insert into official_report (title, plan_id, organization_id, obligation_id, period_label, period_from, period_to, known_from, entered_by_id)
         select 'Отчет', $1, $2, id, '2025', '2025-01-01', '2025-12-31', '2026-01-20', $4 from owed returning id
       )
       insert into measure_statement (report_id, measure_id, organization_id, level, text, known_from, entered_by_id)
       select id, $5, $2, 'SUBSTANTIAL', 'Направено', '2026-01-20', $4 from report`,
      [planId, administrationId, associationId, administratorId, measureId],
    );
  }
}

async function letIn(app: App, places: TwoPlaces): Promise<Asker[]> {
  const { here, there } = places;
  const open = async (personId: string, secondFactor = true): Promise<string> =>
    `sverka_session=${(await startSession(app.contextFor({ actor: null }), { personId, secondFactor })).token}`;
  const asker = async (
    name: string,
    personId: string,
    {
      is = [],
      place = null,
      secondFactor = true,
    }: { is?: Asker['is']; place?: BuiltPlace | null; secondFactor?: boolean } = {},
  ): Promise<Asker> => ({
    name,
    personId,
    cookie: await open(personId, secondFactor),
    is,
    placeId: place?.municipality.id ?? null,
    coalitionId: is.includes('IN_COALITION') ? (place?.coalitionId ?? null) : null,
  });
  const inPlace = async (place: BuiltPlace, where: string): Promise<Asker[]> => [
    await asker(`a monitor ${where}`, place.people.monitor, { secondFactor: false }),
    await asker(`another monitor ${where}`, place.people.otherMonitor, { secondFactor: false }),
    await asker(`a verifier ${where}`, place.people.verifier, { is: ['VERIFIER'], place }),
    await asker(`an official ${where}`, place.people.official),
    await asker(`a councillor ${where}`, place.people.councillor),
    await asker(`a coalition member ${where}`, place.people.coalitionMember, { is: ['IN_COALITION'], place }),
    await asker(`a coalition lead ${where}`, place.people.coalitionLead, { is: ['IN_COALITION'], place }),
  ];
  return [
    { name: 'the public', personId: null, cookie: null, is: [], placeId: null, coalitionId: null },
    ...(await inPlace(here, 'here')),
    ...(await inPlace(there, 'there')),
    await asker('a hotline worker', places.hotlineWorkerId),
    await asker('an exporter here', places.exporterId, { is: ['EXPORTER'], place: here }),
    await asker('an administrator', places.administratorId, { is: ['ADMINISTRATOR'] }),
    await asker('a verifier whose role has ended', places.endedVerifierId),
    await asker('a verifier without a second factor', places.asleepVerifierId, { secondFactor: false }),
    {
      // acts for nobody until then
      ...(await asker('a verifier who has yet to show the second factor', here.people.verifier, {
        secondFactor: false,
      })),
      personId: null,
    },
  ];
}

async function knownThings(client: Client, { here, there }: TwoPlaces): Promise<KnownThings> {
  const { rows: tables } = await client.query<{ table: string }>(
    `select table_name as table from information_schema.columns where table_schema = 'public' and column_name = 'id' and data_type = 'uuid'`,
  );
  const idsOfType = new Map<string, readonly string[]>();
  const all = new Set<string>();
  for (const { table } of tables) {
    const { rows } = await client.query<{ id: string }>(`select id from ${table} order by id`);
    const ids = rows.map(({ id }) => id);
    const typeName = table.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
    idsOfType.set(typeName, ids);
    for (const id of ids) all.add(id);
  }
  const { rows: codes } = await client.query<{ code: string }>('select code from territory where id = any($1)', [
    [here.municipality.id, there.municipality.id, here.settlement.id, here.neighbourhood.id],
  ]);
  const [{ today } = { today: '' }] = (await client.query<{ today: string }>('select current_date::text as today'))
    .rows;
  return {
    ids: [...all],
    idsOfType,
    codes: codes.map(({ code }) => code),
    days: [addDays(today, -20), addDays(today, -200)],
  };
}

/** The scan asks faster than anybody may, and for more at a time; how an operation may look stays limited. */
const UNHURRIED: Limits = {
  ...DEFAULT_LIMITS,
  cost: null,
  sessionPoints: null,
  addressPoints: null,
  addressConnections: null,
};

/** Texts that the client would name by their hash. */
export const DOCUMENT_TEXTS = ['{ today }', '{ viewer { id displayName } }', '{ ownAccount { email } }'];
const DOCUMENTS = new Map(
  DOCUMENT_TEXTS.map((text) => [`sha256:${createHash('sha256').update(text).digest('hex')}`, text]),
);

export interface CanaryWeb {
  readonly address: string;
  readonly http: HttpServer;
  readonly log: Logger;
  /** The log at its finest, a line an entry. */
  readonly logged: string[];
  close(): Promise<void>;
}

/** Puts the app on a port of its own. */
export async function openCanaryWeb(app: App): Promise<CanaryWeb> {
  const logged: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
  const http = await createWeb({ app, log, pagesFolder: null, limits: UNHURRIED, trustedDocuments: DOCUMENTS });
  const server = await http.listen({ port: 0, host: '127.0.0.1' });
  // else, on a busy machine, it closes a connection for its idleness just as it is taken up again
  server.keepAliveTimeout = 600_000;
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}`, http, log, logged, close: () => http.close() };
}
