/** Exports that were asked for. Their reading is recorded: who looks for what is nobody's business but the overseers'. */
import type { ExportFormat } from '../../schema/vocabulary/export-format.ts';
import type { RequestContext } from '../platform/context.ts';
import { columnsOf, reading } from '../platform/reading.ts';
import { oneRow, sql } from '../platform/sql.ts';
import { seenBy } from './observation-export.policy.ts';
import type { ObservationExport } from './observation-export.type.ts';

export type ObservationExportRow = Omit<ObservationExport, '__typename'>;

const exports = reading<ObservationExportRow>({
  type: 'ObservationExport',
  from: sql`observation_export e join person p on p.id = e.asked_by_id`,
  columns: {
    ...columnsOf('e', ['id', 'askedOn', 'monthFrom', 'monthTo', 'format', 'reason', 'timesTaken', 'rowCount', 'whole']),
    ...columnsOf('e', ['territoryId', 'planId', 'askedById']),
    askedBy: sql`p.display_name`,
  },
  always: ['id', 'territoryId', 'planId', 'askedById', 'askedOn', 'format'],
  rule: ({ actor }) => seenBy(actor),
  recorded: { action: 'observationExport.list', subjectKind: 'ObservationExport', isPrivate: () => true },
});

/** One that was just asked for is no reading of a record. */
export const exportById = reading({ ...exports.of, recorded: undefined }).one({ key: sql`e.id` });

/** Those that one may see, the newest day first. */
export const listExports = exports.list({
  order: [
    { by: sql`e.asked_on`, as: 'date', descending: true },
    { by: sql`e.id`, as: 'uuid' },
  ],
});

/** What a file is made from. */
export interface ExportScope {
  readonly id: string;
  readonly territoryId: string;
  readonly planId: string | null;
  readonly monthFrom: string | null;
  readonly monthTo: string | null;
  readonly format: ExportFormat;
  readonly askedOn: string;
  /** Ids of the territory and all above it. */
  readonly path: readonly string[];
}

/** One of the actor's own; null: there is none of this id. */
export const ownExport = (context: RequestContext, id: string): Promise<ExportScope | null> =>
  oneRow(
    context,
    sql`select id, territory_id, plan_id, month_from, month_to, format, asked_on, territory_path(territory_id)::uuid[] as path
        from observation_export where id = ${id}::uuid and asked_by_id = ${context.actor?.personId ?? null}::uuid`,
  );
