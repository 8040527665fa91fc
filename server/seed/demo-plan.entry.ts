/** Turns a demo plan into drafts of versions. */
import { createHash } from 'node:crypto';
import type { LocalDate } from '../../schema/rules/days.ts';
import { MeasureChange } from '../../schema/vocabulary/measure-change.ts';
import { ObjectiveKind } from '../../schema/vocabulary/objective-kind.ts';
import type { MeasureDraft, ObjectiveDraft, VersionDraft } from '../measures/version-draft.ts';
import type { DemoCast } from './demo-cast.ts';
import type { DemoDays } from './demo-days.ts';
import type { DemoBody, DemoMeasure, DemoPlan } from './demo-plans.ts';

export type BodyIds = Readonly<Partial<Record<DemoBody, { readonly id: string; readonly name: string }>>>;

/** A demo plan as it entered. */
export interface EnteredPlan {
  readonly planId: string;
  readonly source: DemoPlan;
  /** Ids of its measures by code. */
  readonly measureIds: ReadonlyMap<string, string>;
}

/** What the rest of the demo is entered with. */
export interface DemoSetting {
  readonly plan: EnteredPlan;
  readonly days: DemoDays;
  readonly cast: DemoCast;
}

export interface VersionAct {
  readonly planId: string;
  readonly adoptedBy: string;
  readonly act: string;
  readonly adoptedOn: LocalDate;
}

export function periodOf(plan: DemoPlan, firstYear: number): { from: LocalDate; to: LocalDate; text: string } {
  const lastYear = firstYear + plan.years - 1;
  return { from: `${firstYear}-01-01`, to: `${lastYear}-12-31`, text: `${firstYear}–${lastYear}` };
}

/** The first version of a plan: every measure is new. */
export function firstVersion({
  plan,
  firstYear,
  bodies,
  act,
}: {
  plan: DemoPlan;
  firstYear: number;
  bodies: BodyIds;
  act: VersionAct;
}): VersionDraft {
  const objectives = objectivesOf(plan);
  const measures = plan.tasks.flatMap(({ task, measures: ofTask }) =>
    ofTask.map((measure) => ({
      ...draftOf({ measure, plan, firstYear, bodies }),
      objectiveKeys: pathTo(objectives, task),
    })),
  );
  return versionOf({ act, objectives, measures, endings: [] });
}

export function versionOf({
  act,
  objectives,
  measures,
  endings,
}: { act: VersionAct } & Pick<VersionDraft, 'objectives' | 'measures' | 'endings'>): VersionDraft {
  const fingerprint = createHash('sha256').update(JSON.stringify(measures)).digest('hex');
  return {
    ...act,
    knownFrom: act.adoptedOn,
    knownFromSource: null,
    fileName: null,
    fileSha256: null,
    fingerprint,
    objectives,
    measures,
    endings,
  };
}

function objectivesOf({ tasks }: DemoPlan): ObjectiveDraft[] {
  const objectives = new Map<string, ObjectiveDraft>();
  const add = (kind: ObjectiveKind, text: string, parentKey: string | null): void => {
    const [, code = null, wording = text] = /^([\d.]+)\.?\s+(.+)$/.exec(text) ?? [];
    if (!objectives.has(text))
      objectives.set(text, { key: text, parentKey, kind, code: code?.replace(/\.$/, '') ?? null, wording });
  };
  for (const { priority, goal, task } of tasks) {
    add(ObjectiveKind.PRIORITY, priority, null);
    add(ObjectiveKind.GOAL, goal, priority);
    add(ObjectiveKind.TASK, task, goal);
  }
  return [...objectives.values()];
}

function pathTo(objectives: readonly ObjectiveDraft[], key: string): string[] {
  const objective = objectives.find((each) => each.key === key);
  if (objective === undefined) return [];
  return [...(objective.parentKey === null ? [] : pathTo(objectives, objective.parentKey)), key];
}

interface MeasureSetting {
  readonly measure: DemoMeasure;
  readonly plan: DemoPlan;
  readonly firstYear: number;
  readonly bodies: BodyIds;
}

function draftOf({ measure, plan, firstYear, bodies }: MeasureSetting): Omit<MeasureDraft, 'objectiveKeys'> {
  const period = periodOf(plan, firstYear);
  const endsOn = measure.until ? `${firstYear + measure.until[0]}-${measure.until[1]}` : period.to;
  const periodText =
    measure.recurring ?? (measure.until ? `до ${endsOn.split('-').toReversed().join('.')}` : period.text);
  const source = measure.source ?? '';
  const state = measure.funding ?? (measure.euro === undefined ? 'UNFUNDED' : 'AMOUNT');
  const amount = measure.euro === undefined ? '' : `${measure.euro} €`;
  const [counted, unit, baseline, target] = measure.indicator ?? [];
  return {
    key: measure.code,
    measureId: null,
    change: MeasureChange.ADDED,
    code: measure.code,
    codeGenerated: false,
    wording: measure.wording,
    periodText,
    startsOn: measure.recurring ? null : period.from,
    endsOn: measure.recurring ? null : endsOn,
    recurring: measure.recurring !== undefined,
    targetGroups: measure.targetGroups ?? null,
    places: null,
    sourceTable: null,
    sourceRow: null,
    asWritten: { Срок: periodText, ...(amount && { Сума: amount }), ...(source && { Финансиране: source }) },
    responsibles: measure.bodies.map((body, position) => responsibleOf({ body, leads: position === 0, bodies })),
    funding: [
      {
        sourceText: source || null,
        state,
        amountCents: measure.euro === undefined ? null : measure.euro * 100,
        currency: measure.euro === undefined ? null : 'EUR',
        asWritten: [amount, source].filter(Boolean).join(', '),
      },
    ],
    indicators:
      counted === undefined
        ? []
        : [
            {
              wording: counted,
              unit: unit ?? null,
              direction: (target ?? 0) >= (baseline ?? 0) ? 'UP' : 'DOWN',
              baseline: baseline ?? null,
              target: target ?? null,
              asWritten: `${counted} (${unit}): от ${baseline} на ${target}`,
            },
          ],
  };
}

function responsibleOf({
  body,
  leads,
  bodies,
}: {
  body: DemoBody;
  leads: boolean;
  bodies: BodyIds;
}): MeasureDraft['responsibles'][number] {
  const organization = bodies[body];
  if (organization) return { organizationId: organization.id, bodyKind: null, asWritten: organization.name, leads };
  const kind = body.replace(/^<|>$/g, '');
  return { organizationId: null, bodyKind: kind, asWritten: kind, leads };
}
