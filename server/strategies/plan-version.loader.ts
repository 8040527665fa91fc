import type { LocalDate } from '../../schema/rules/days.ts';
import { columnsOf, reading } from '../platform/reading.ts';
import type { SortKey } from '../platform/sort-key.ts';
import { sql } from '../platform/sql.ts';
import { versionCountsFrom } from './in-force.ts';
import type { PlanVersion } from './plan-version.entity.ts';

export type PlanVersionRow = Omit<PlanVersion, 'fingerprint' | 'enteredById'>;

const v = sql`v`;

const versions = reading<PlanVersionRow>({
  type: 'PlanVersion',
  from: sql`plan_version v`,
  columns: columnsOf('v', [
    'id',
    'planId',
    'number',
    'label',
    'adoptedBy',
    'act',
    'adoptedOn',
    'knownFrom',
    'knownFromSource',
    'fileName',
    'fileSha256',
  ]),
  always: ['id', 'planId'],
  needs: { enteredAfterwards: ['knownFromSource'] },
});

const newestNumberFirst: readonly SortKey[] = [{ by: sql`v.number`, as: 'int', descending: true }];

export const versionById = versions.one({ key: sql`v.id` });

/** Every version of a plan, newest first. */
export const versionsOfPlan = versions.many({ key: sql`v.plan_id`, order: newestNumberFirst });

/** The version of a plan that counts on a day: the newest known by then; null when none was. */
export const versionInForce = versions.one<LocalDate>({
  key: sql`v.plan_id`,
  where: (asOf) => sql`${versionCountsFrom(v)} <= ${asOf}::date`,
  newest: newestNumberFirst,
});

/** A version of a plan by its number, when it was known on the day; null otherwise. */
export const versionByNumber = versions.one<{ readonly number: number; readonly asOf: LocalDate }>({
  key: sql`v.plan_id`,
  where: ({ number, asOf }) => sql`v.number = ${number} and v.known_from <= ${asOf}::date`,
});

/** The newest version that has this content, by its fingerprint: of a plan, or of any; null when none has. */
export const versionOfContent = versions.one<{ readonly planId: string | null }>({
  key: sql`v.fingerprint`,
  keyAs: 'text',
  where: ({ planId }) => (planId === null ? null : sql`v.plan_id = ${planId}::uuid`),
  newest: [
    { by: sql`v.known_from`, as: 'date', descending: true },
    { by: sql`v.id`, as: 'uuid' },
  ],
});
