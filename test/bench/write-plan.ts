/**
 * One plan that everybody writes to while the rate of writing is taken, and the people who do. Each round takes another,
 * all alike: else measures would gather more observations of one day than they ever could.
 */
import { CONSENT_VERSION } from '../../schema/vocabulary/consent.ts';
import type { Client } from 'pg';
import { FIRST_CIVIL, ORGANIZATIONS_PER_MUNICIPALITY } from './generate-plans.ts';
import { MEASURES_PER_PLAN } from './world-size.ts';

export const CLIENTS = 10;

export interface Writer {
  readonly monitorId: string;
  readonly organizationId: string;
  readonly verifierId: string;
  /** Values of the `cookie` header. */
  readonly monitorCookie: string;
  readonly verifierCookie: string;
}

export interface WritePlan {
  readonly territoryId: string;
  /** Code of a settlement in it, and its id. */
  readonly settlement: { readonly code: string; readonly id: string };
  readonly measureIds: readonly string[];
  readonly writers: readonly Writer[];
  /** The day on which everything is seen and published. */
  readonly today: string;
}

/** Running numbers of these people, past those of the generated ones. */
const numbered = (m: number, n: string): string => `(1000000 + ${m * 2 * CLIENTS} + ${n})`;
const id = (kind: string, n: string): string => `bench.id('${kind}', ${n})`;

/** Ten monitors of the place's civil organizations and ten verifiers who belong to none. Running it again changes nothing. */
const people = (m: number): string => `
insert into person (id, display_name, consent_version, consented_on) select ${id('writer', numbered(m, 'n'))}, 'Пише ' || n, ${CONSENT_VERSION}, current_date from generate_series(0, ${2 * CLIENTS - 1}) n on conflict do nothing;
insert into membership (id, person_id, role, territory_id, valid_from)
select ${id('writer-role', numbered(m, 'n'))}, ${id('writer', numbered(m, 'n'))}, case when n < ${CLIENTS} then 'MONITOR' else 'VERIFIER' end, b.id, current_date - 100
from generate_series(0, ${2 * CLIENTS - 1}) n join bench.municipality b on b.m = ${m} on conflict do nothing;
insert into affiliation (id, person_id, organization_id, kind, valid_from)
select ${id('writer-affiliation', numbered(m, 'n'))}, ${id('writer', numbered(m, 'n'))}, ${id('organization', `${m * ORGANIZATIONS_PER_MUNICIPALITY + FIRST_CIVIL} + n % ${ORGANIZATIONS_PER_MUNICIPALITY - FIRST_CIVIL}`)}, 'MEMBER', current_date - 100
from generate_series(0, ${CLIENTS - 1}) n on conflict do nothing;
insert into certificate (id, person_id, competence, valid_from, valid_to)
select ${id('writer-certificate', numbered(m, 'n'))}, ${id('writer', numbered(m, 'n'))}, 'MONITORING', current_date - 100, current_date + 100 from generate_series(${CLIENTS}, ${2 * CLIENTS - 1}) n on conflict do nothing;
insert into session (token_hash, person_id, expires_at, second_factor_at, last_used_on)
select sha256(convert_to('bench-writer-${m}-' || n, 'UTF8')), ${id('writer', numbered(m, 'n'))}, now() + interval '2 days', now(), current_date + 1 from generate_series(0, ${2 * CLIENTS - 1}) n on conflict do nothing;
insert into observer_pseudonym (person_id, territory_id, pseudonym)
select ${id('writer', numbered(m, 'n'))}, b.id, 'Пише ' || n from generate_series(0, ${CLIENTS - 1}) n join bench.municipality b on b.m = ${m} on conflict do nothing;
`;

/** `m` is the number of the plan's municipality, from 0. */
export async function prepareWritePlan(client: Client, m: number): Promise<WritePlan> {
  await client.query(people(m));
  const [place] = (
    await client.query<{ territory_id: string; today: string; settlement_id: string; code: string }>(
      `select b.id as territory_id, (now() at time zone 'Europe/Sofia')::date::text as today, s.id as settlement_id, t.code
       from bench.municipality b join bench.settlement s on s.m = b.m and s.k = 0 join territory t on t.id = s.id where b.m = ${m}`,
    )
  ).rows;
  if (place === undefined) throw new Error('The generated database has no such municipality.');
  const measures = await client.query<{ id: string }>(
    `select ${id('measure', `${m * MEASURES_PER_PLAN} + i`)} as id from generate_series(0, ${MEASURES_PER_PLAN - 1}) i`,
  );
  const writers = await client.query<Pick<Writer, 'monitorId' | 'verifierId' | 'organizationId'>>(
    `select ${id('writer', numbered(m, 'n'))} as "monitorId", ${id('writer', numbered(m, `n + ${CLIENTS}`))} as "verifierId",
       ${id('organization', `${m * ORGANIZATIONS_PER_MUNICIPALITY + FIRST_CIVIL} + n % ${ORGANIZATIONS_PER_MUNICIPALITY - FIRST_CIVIL}`)} as "organizationId"
     from generate_series(0, ${CLIENTS - 1}) n order by n`,
  );
  const cookie = (n: number): string => `sverka_session=bench-writer-${m}-${n}`;
  return {
    territoryId: place.territory_id,
    settlement: { code: place.code, id: place.settlement_id },
    today: place.today,
    measureIds: measures.rows.map((row) => row.id),
    writers: writers.rows.map((writer, n) => ({
      ...writer,
      monitorCookie: cookie(n),
      verifierCookie: cookie(n + CLIENTS),
    })),
  };
}
