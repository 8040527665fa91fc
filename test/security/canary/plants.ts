/**
 * A leak for each channel, made for the scan alone: it must find every one, or it would find none of ours. Nothing of it
 * is a part of the program.
 */
import type { NextFunction, Request, Response } from 'express';
import { isObjectType, type GraphQLSchema } from 'graphql';
import { badInput } from '../../../server/platform/problem.ts';
import { buildSchema } from '../../../server/schema.ts';
import { openCanaryWeb, type CanaryHouse, type CanaryWeb } from './canary-house.ts';

export interface Plant {
  /** Name of the channel that must find it. */
  readonly channel: string;
  /** What leaks. */
  readonly column: string;
  /** Names of askers, and root fields, that suffice to meet it. */
  readonly askers: readonly string[];
  readonly only?: readonly string[];
  readonly sow: (house: CanaryHouse, mark: string) => Promise<Sown>;
}

interface Sown {
  readonly web: CanaryWeb;
  readonly undo?: () => Promise<void>;
}

/** The app with a field that says more than it should. */
async function saying(house: CanaryHouse, place: string, say: (value: unknown) => unknown): Promise<Sown> {
  const schema = await buildSchema();
  replaceField(schema, place, say);
  return { web: await openCanaryWeb({ ...house.app, schema }) };
}

function replaceField(schema: GraphQLSchema, place: string, say: (value: unknown) => unknown): void {
  const [typeName = '', fieldName = ''] = place.split('.');
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  if (field === undefined) throw new Error(`${place} is no field.`);
  const resolve = field.resolve ?? ((source: Record<string, unknown>) => source[fieldName]);
  field.resolve = async (...args) => say(await resolve(...args));
}

type Step = (request: Request, response: Response, next: NextFunction) => void;

/** The server with a step before all of its own. */
async function stepping(house: CanaryHouse, step: (web: CanaryWeb) => Step): Promise<Sown> {
  const web = await openCanaryWeb(house.app);
  web.http.app.use(step(web));
  const { stack } = web.http.app.router as unknown as { stack: unknown[] };
  stack.unshift(stack.pop());
  return { web };
}

export const PLANTS: readonly Plant[] = [
  {
    channel: 'answers',
    column: 'observation_author.pseudonym',
    askers: ['the public'],
    only: ['territory'],
    sow: (house, mark) => saying(house, 'Territory.name', (name) => `${String(name)} ${mark}`),
  },
  {
    channel: 'kept answers',
    column: 'observation.seen_on',
    askers: ['the public'],
    only: ['actionPlans'],
    sow: (house, mark) => saying(house, 'ActionPlan.title', (title) => `${String(title)} ${mark}`),
  },
  {
    channel: 'changes',
    column: 'observation.words',
    askers: ['a coalition member here'],
    only: ['addCampaignNote'],
    sow: (house, mark) => saying(house, 'Campaign.goal', (goal) => `${String(goal)} ${mark}`),
  },
  {
    channel: 'files',
    column: 'plan_import.file_bytes',
    askers: ['an official here'],
    sow: async (house, mark) => {
      const of = `from measure m where m.id = r.measure_id and m.plan_id = '${house.places.here.planId}'`;
      await house.client.query(`update measure_version r set wording = wording || ' ' || $1 ${of}`, [mark]);
      return {
        web: await openCanaryWeb(house.app),
        undo: async () =>
          void (await house.client.query(`update measure_version r set wording = replace(wording, $1, '') ${of}`, [
            mark,
          ])),
      };
    },
  },
  {
    channel: 'exports in bulk',
    column: 'observation_author.group_key',
    askers: ['an exporter here'],
    sow: async (house, mark) => {
      const of = `where r.id = '${house.places.here.planId}'`;
      await house.client.query(`update action_plan r set title = title || ' ' || $1 ${of}`, [mark]);
      return {
        web: await openCanaryWeb(house.app),
        undo: async () =>
          void (await house.client.query(`update action_plan r set title = replace(title, $1, '') ${of}`, [mark])),
      };
    },
  },
  {
    channel: 'errors',
    column: 'campaign.title',
    askers: ['the public'],
    sow: (house, mark) =>
      saying(house, 'Query.planImport', () => {
        throw badInput('planImport.notFound', { field: mark });
      }),
  },
  {
    channel: 'headers',
    column: 'membership.person_id',
    askers: ['the public'],
    sow: (house, mark) =>
      stepping(house, () => (_request, response, next) => {
        response.setHeader('X-Served-For', Buffer.from(mark).toString('base64url'));
        next();
      }),
  },
  {
    channel: 'signs of life',
    column: 'account.email',
    askers: ['the public'],
    sow: (house, mark) =>
      stepping(house, () => (request, response, next) => {
        if (request.path === '/metrics') response.send(`sign_ins{by="${mark}"} 1`);
        else next();
      }),
  },
  {
    channel: 'trusted documents',
    column: 'person.display_name',
    askers: ['a monitor there'],
    sow: (house, mark) => saying(house, 'Viewer.displayName', () => mark),
  },
  {
    channel: 'mail',
    column: 'observation_decision.reason',
    askers: ['the public'],
    sow: async (house, mark) => {
      house.app.house.mail.post({ to: 'nobody@example.org', subject: 'Новини', text: `Върнато: ${mark}` });
      const undo = async (): Promise<void> => void (house.app.house.mail.kept() as unknown[]).shift();
      return { web: await openCanaryWeb(house.app), undo };
    },
  },
  {
    channel: 'the record',
    column: 'campaign_note.text',
    askers: ['the public'],
    sow: async (house, mark) => {
      await house.client.query('begin');
      await house.client.query(`insert into content_change (topic, n) values ($1, 1)`, [`note:${mark}`]);
      return { web: await openCanaryWeb(house.app), undo: async () => void (await house.client.query('rollback')) };
    },
  },
  {
    channel: 'news of changes',
    column: 'ask.demand',
    askers: ['the public'],
    sow: async (house, mark) => {
      await house.client.query(
        `create function planted() returns trigger language plpgsql as $$ begin perform pg_notify('planted_news', '${mark}'); return null; end $$;
         create trigger planted after update on campaign for each statement execute function planted()`,
      );
      return {
        web: await openCanaryWeb(house.app),
        undo: async () => void (await house.client.query('drop function planted cascade')),
      };
    },
  },
  {
    channel: 'the log',
    column: 'second_factor.secret',
    askers: ['the public'],
    only: ['today'],
    sow: (house, mark) =>
      stepping(house, ({ log }) => (request, _response, next) => {
        log.trace({ path: request.path, key: mark }, 'a request');
        next();
      }),
  },
];
