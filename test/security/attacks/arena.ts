/** Where attacks are made: one application, a server of it for each set of limits, and an honest client beside them. */
import { Agent } from 'node:http';
import type { House } from '../../../server/platform/house.ts';
import { DEFAULT_LIMITS, type Limits } from '../../../server/platform/http/limits/limits.ts';
import { createTestApp, type TestApp } from '../../support/test-app.ts';
import { createTestWeb, sessionCookie, type ServedTestWeb } from '../../support/test-web.ts';
import {
  buildMeasure,
  buildMunicipality,
  buildOrganization,
  buildPerson,
  type BuiltTerritory,
} from '../../support/world.ts';
import { send, type Answer } from './raw-request.ts';

export interface Arena {
  readonly app: TestApp;
  readonly municipality: BuiltTerritory;
  readonly measureId: string;
  readonly planId: string;
  readonly bodyId: string;
  readonly people: Readonly<Record<'official' | 'stranger' | 'monitor' | 'verifier' | 'reporter' | 'exporter', string>>;
  cookieOf(person: keyof Arena['people']): Promise<string>;
  /** A server with these limits in the place of the usual ones; the same for the same. */
  ground(limits: Partial<Limits>, options: { readonly isDirect: boolean }): Promise<Ground>;
}

/** How long an attack that says nothing waits to be thrown out; without its limiter it need not wait long. */
const PATIENCE_MS = 20_000;
export const SHORT_PATIENCE_MS = 2_500;

export interface Ground extends ServedTestWeb {
  readonly patienceMs: number;
  /** Asks as somebody elsewhere who has done nothing wrong, on a connection that was open before. */
  honest(): Promise<Answer>;
}

/** As the proxy in front names who asks honestly. */
const NEIGHBOUR = '198.51.100.7';

export async function createArena({
  limitsAttempts = true,
}: Partial<Pick<House, 'limitsAttempts'>> = {}): Promise<Arena> {
  const app = await createTestApp({ house: { limitsAttempts } });
  const municipality = await buildMunicipality(app, { code: 'ATK01' });
  const elsewhere = await buildMunicipality(app, { code: 'ATK02' });
  const { id: measureId, planId } = await buildMeasure(app, { plan: { territoryId: municipality.id } });
  const bodyId = await buildOrganization(app, { kind: 'MUNICIPAL_ADMINISTRATION', territoryId: municipality.id });
  const people = {
    official: await buildPerson(app, { role: 'OFFICIAL', territoryId: municipality.id }),
    stranger: await buildPerson(app, { role: 'OFFICIAL', territoryId: elsewhere.id }),
    monitor: await buildPerson(app, { role: 'MONITOR', territoryId: municipality.id }),
    verifier: await buildPerson(app, { role: 'VERIFIER', territoryId: municipality.id }),
    exporter: await buildPerson(app, { role: 'EXPORTER', territoryId: municipality.id }),
    reporter: await buildPerson(app, { role: 'OFFICIAL', organizationId: bodyId }),
  };
  const grounds = new Map<string, Promise<Ground>>();
  return {
    app,
    municipality,
    measureId,
    planId,
    bodyId,
    people,
    cookieOf: (person) => sessionCookie(app, people[person]),
    ground(limits, { isDirect }) {
      const key = JSON.stringify({ limits, isDirect });
      const made = grounds.get(key) ?? openGround(app, { limits, isDirect });
      grounds.set(key, made);
      return made;
    },
  };
}

async function openGround(
  app: TestApp,
  { limits, isDirect }: { limits: Partial<Limits>; isDirect: boolean },
): Promise<Ground> {
  const web = await createTestWeb(app, {
    limits: { ...DEFAULT_LIMITS, ...limits },
    trustedProxyCount: isDirect ? 0 : 1,
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const honest = () =>
    send(web.address, {
      ...(isDirect && { agent }),
      headers: { 'content-type': 'application/json', 'x-forwarded-for': NEIGHBOUR },
      body: JSON.stringify({ query: '{ today territories(first: 5) { nodes { code } } }' }),
    });
  await honest();
  return { ...web, patienceMs: PATIENCE_MS, honest };
}
