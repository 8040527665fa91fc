/** A monitor's observations, one in each state, each on days of its own, so that a day tells which of them it belongs to. */
import { randomUUID } from 'node:crypto';
import type { App } from '../../../server/app.ts';
import { submitObservation, withdrawObservation } from '../../../server/observations/observation.service.ts';
import { decideObservation } from '../../../server/observations/verification.service.ts';
import { actorOfPerson } from '../../../server/people/identity.ts';
import type { Actor } from '../../../server/platform/access.ts';
import type { RequestContext } from '../../../server/platform/context.ts';
import { rows, sql } from '../../../server/platform/sql.ts';
import { tellingDay } from './telling-day.ts';
import { LONG_AGO, worldContext } from './world-context.ts';

export type ObservationCase =
  | 'waiting'
  | 'published'
  | 'returned'
  | 'rejected'
  | 'withdrawn'
  | 'hidden'
  | 'undone'
  | 'awaiting';

const CASES: readonly ObservationCase[] = [
  'waiting',
  'published',
  'returned',
  'rejected',
  'withdrawn',
  'hidden',
  'undone',
  'awaiting',
];

export interface ObservationsParts {
  readonly monitor: string;
  readonly verifier: string;
  readonly measureId: string;
  readonly settlementCode: string;
  /** Two monitors with different ones share no day. */
  readonly offset: 0 | 1;
}

export async function buildObservations(
  app: App,
  { monitor, verifier, measureId, settlementCode, offset }: ObservationsParts,
): Promise<Readonly<Record<ObservationCase, string>>> {
  const { today } = worldContext(app);
  const made: [ObservationCase, string][] = [];
  for (const [index, name] of CASES.entries()) {
    const step = 2 * index + offset;
    const id = randomUUID();
    made.push([name, id]);
    const byMonitor = await contextAs(app, monitor, tellingDay(today, -30 - step));
    await submitObservation(byMonitor, byMonitor.actor as Actor, {
      id,
      measureId,
      level: 'LIMITED',
      dontKnow: false,
      method: 'OWN_EXPERIENCE',
      seenOn: tellingDay(today, -50 - 3 * step),
      settlement: settlementCode,
      words: `Видях го с очите си ${step}`,
    });
    if (name === 'waiting') continue;
    const byVerifier = await contextAs(app, verifier, tellingDay(today, -10 - step));
    await decideObservation(byVerifier, byVerifier.actor as Actor, {
      observationId: id,
      decision: name === 'returned' ? 'RETURNED' : name === 'rejected' ? 'REJECTED' : 'VERIFIED',
      ...(name === 'returned' || name === 'rejected'
        ? { reason: `Причина ${step}` }
        : name === 'awaiting'
          ? {}
          : { publicWords: 'Преразказ' }),
    });
    if (name === 'awaiting') await awaitReply(byVerifier, { id, until: tellingDay(today, 17 + offset) });
    if (name === 'hidden' || name === 'undone')
      await takeBack(byVerifier, { id, name, day: tellingDay(today, -6 - offset) });
    if (name !== 'withdrawn') continue;
    const later = await contextAs(app, monitor, tellingDay(today, -4 - offset));
    await withdrawObservation(later, later.actor as Actor, id);
  }
  return Object.fromEntries(made) as Record<ObservationCase, string>;
}

/** As where the responsible bodies have a right of reply (R8). */
const awaitReply = (
  context: RequestContext,
  { id, until }: { readonly id: string; readonly until: string },
): Promise<unknown[]> =>
  rows(context, sql`update observation set state = 'AWAITING_REPLY', published_on = ${until}::date where id = ${id}`);

/** The words are hidden, or the verification undone, after somebody reported the text. */
async function takeBack(
  context: RequestContext,
  { id, name, day }: { readonly id: string; readonly name: 'hidden' | 'undone'; readonly day: string },
): Promise<void> {
  await rows(
    context,
    name === 'hidden'
      ? sql`update observation set words_hidden_on = ${day}::date where id = ${id}`
      : sql`update observation set undone_on = ${day}::date where id = ${id}`,
  );
  await rows(
    context,
    sql`insert into text_report (observation_id, reason, words, reported_on) values (${id}, 'REVEALS_WRITER', 'Това е съседката', ${LONG_AGO})`,
  );
}

/** A request of that person; at a moment of the day when one is given. */
export async function contextAs(app: App, personId: string, day?: string): Promise<RequestContext> {
  const context = worldContext(app);
  const now = day === undefined ? new Date() : new Date(`${day}T10:17:23.${100 + Math.floor(Math.random() * 899)}Z`);
  return app.contextFor({ actor: await actorOfPerson(context, personId, day ?? context.today), now });
}
