import { batchMany, batchOne } from '../platform/batch.ts';
import { rows, sql } from '../platform/sql.ts';
import type { Objective } from './objective.entity.ts';

export type ObjectiveRow = Objective;

const columns = sql`o.id, o.version_id, o.parent_id, o.kind, o.code, o.wording, o.position`;

export const objectiveById = batchOne<ObjectiveRow>((context, ids) =>
  rows(context, sql`select ${columns} from objective o where o.id = any(${ids}::uuid[])`),
);

/** The tree of a version of a plan, flat, in the order of the document. */
export const objectivesOfVersion = batchMany<ObjectiveRow>((context, ids) =>
  rows(
    context,
    sql`select o.version_id as key, ${columns} from objective o where o.version_id = any(${ids}::uuid[]) order by o.version_id, o.position, o.id`,
  ),
);
