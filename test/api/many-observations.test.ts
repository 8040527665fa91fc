/** A measure of which ten thousand observations speak costs what its voices cost: the program is handed no more. */
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { rows, sql } from '../../server/platform/sql.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { buildMeasure, buildMunicipality, buildPerson, worldContext } from '../support/world.ts';

const OBSERVATIONS = 10_000;
const DAY = '2026-11-20';

let app: TestApp;
let measureId: string;

beforeAll(async () => {
  app = await createTestApp();
  const context = worldContext(app);
  const place = await buildMunicipality(app, { code: 'MNY01' });
  ({ id: measureId } = await buildMeasure(app, { plan: { territoryId: place.id } }));
  const people: string[] = [];
  for (let n = 0; n < 6; n += 1) people.push(await buildPerson(app, { role: 'MONITOR', territoryId: place.id }));
  await rows(
    context,
    sql`with seen as (
          insert into observation (id, measure_id, level, dont_know, method, seen_on, state, content_hash, submitted_at, submitted_on, published_on)
          select gen_random_uuid(), ${measureId}, (array['LIMITED', 'SUBSTANTIAL'])[1 + n % 2], false, (array['SITE_VISIT', 'INTERVIEW'])[1 + n % 2], '2026-09-01'::date + n % 30, 'PUBLISHED', ${randomUUID()}, now(), '2026-10-01', '2026-10-20'
          from generate_series(1, ${OBSERVATIONS}::int) n returning id
        )
        insert into observation_author (observation_id, person_id, pseudonym, group_key, is_implementer)
        select id, (${people}::uuid[])[1 + n % 6], 'Н', 'group ' || n % 3, false from (select id, row_number() over (order by id) as n from seen) numbered`,
  );
  await context.em.transactional((em) =>
    app.events.emit({ ...context, em }, 'measures.changed', { measureIds: [measureId], fromDay: '2026-09-01' }),
  );
}, 120_000);

it('the page of a measure is handed a few rows, however many observations there are', async () => {
  const handedOver: number[] = [];
  const read = app.statements.rows.bind(app.statements);
  app.statements.rows = async <Row>(...asked: Parameters<typeof read>): Promise<Row[]> => {
    const found = await read<Row>(...asked);
    handedOver.push(JSON.stringify(found).length);
    return found;
  };
  const { measure } = await app.ask(
    `query ($id: ID!) { measure(id: $id) {
      assessment { communityLevel groups observationCount explanation { voices { level } confidenceStep settlements { level } } }
      observations(first: 5) { nodes { level method } } history { kind month level } } }`,
    { variables: { id: measureId }, on: DAY, once: true },
  );
  expect(measure.assessment).toMatchObject({ groups: 3, observationCount: OBSERVATIONS });
  // of one month the lower word stands
  expect(measure.assessment.communityLevel).toBe('LIMITED');
  expect(measure.assessment.explanation.voices).toEqual(Array.from({ length: 3 }, () => ({ level: 'LIMITED' })));
  expect(measure.observations.nodes).toHaveLength(5);
  expect(measure.observations.nodes[0].method).not.toBeNull();
  expect(Math.max(...handedOver)).toBeLessThan(10_000);
});
