import type { LocalDate } from '../../schema/rules/days.ts';
import { columnsOf, reading } from '../platform/reading.ts';
import { sql } from '../platform/sql.ts';
import { newestNumber } from './measure.loader.ts';
import type { Objective } from './objective.entity.ts';

export type ObjectiveRow = Objective & { readonly planId: string };

const objectives = reading<ObjectiveRow>({
  type: 'Objective',
  from: sql`objective o join plan_version v on v.id = o.version_id`,
  columns: {
    ...columnsOf('o', ['id', 'versionId', 'parentId', 'kind', 'code', 'wording', 'position']),
    planId: sql`v.plan_id`,
  },
  always: ['id', 'versionId', 'planId'],
});

export const objectiveById = objectives.one({ key: sql`o.id` });

/** The tree of a plan by the version that counts on the day, flat, in the order of the document. */
export const objectivesOfPlan = objectives.many<{ readonly asOf: LocalDate }>({
  key: sql`v.plan_id`,
  where: ({ asOf }) => sql`v.number = ${newestNumber(asOf)}`,
  order: [
    { by: sql`o.position`, as: 'int' },
    { by: sql`o.id`, as: 'uuid' },
  ],
});
