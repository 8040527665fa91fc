/**
 * Exports in bulk: asked for by exporters of the place and taken by whoever asked; that they did is seen by
 * administrators, who take nothing themselves. Nobody else knows of them.
 */
import { SIGNED_IN, others } from '../actors.ts';
import type { ArgumentRow, ChangeRow, PartRow, QueryRow, ThingRows } from '../row.ts';
import { allowed } from './change-outcomes.ts';

const LISTING = ['EXPORTER', 'ADMINISTRATOR'] as const;
const SEEING = ['EXPORTER own', 'ADMINISTRATOR'] as const;
const refusedToOthers = { NOT_FOUND: others(LISTING, SIGNED_IN), UNAUTHENTICATED: ['PUBLIC'] as const };

export const exportThings: readonly ThingRows[] = [
  {
    type: 'ObservationExport',
    kind: 'what an exporter asked for',
    id: 'observationExport',
    ways: [
      { through: 'Query.observationExports', question: 'observationExports(first: 100) { nodes * }', alone: true },
      {
        through: 'ObservationExportEdge.node',
        question: 'observationExports(first: 100) { edges { node * } }',
        alone: true,
      },
    ],
    never: [{ through: 'Query.node', question: 'node(id: "{observationExport}") *' }],
    rows: [
      {
        fields: [
          'askedBy',
          'askedOn',
          'format',
          'id',
          'monthFrom',
          'monthTo',
          'plan',
          'reason',
          'rowCount',
          'territory',
          'timesTaken',
          'whole',
        ],
        DATA: SEEING,
      },
      { fields: ['address'], DATA: ['EXPORTER own'], EMPTY: ['ADMINISTRATOR'] },
    ],
  },
];

export const exportParts: readonly PartRow[] = [
  { type: 'ObservationExportConnection', fields: ['edges', 'nodes', 'pageInfo', 'totalCount'] },
  { type: 'ObservationExportEdge', fields: ['cursor', 'node'] },
];

export const exportQueries: readonly QueryRow[] = [
  {
    query: 'observationExports',
    question: '{ observationExports { nodes { id } } }',
    DATA: LISTING,
    ...refusedToOthers,
  },
];

export const exportArguments: readonly ArgumentRow[] = [
  {
    field: 'Query.observationExports',
    on: '*',
    arguments: { first: '1', after: '{cursor}' },
    selection: '{ nodes { id } }',
    DATA: LISTING,
    ...refusedToOthers,
  },
];

export const exportChanges: readonly ChangeRow[] = [
  {
    change: 'askObservationExport',
    given: {
      input: {
        format: 'JSON',
        monthFrom: '2026-01',
        monthTo: '2026-09',
        planId: '{plan}',
        reason: 'Проучване на заетостта',
        territory: '{municipalityCode}',
      },
    },
    subject: ['input.planId'],
    ...allowed(['EXPORTER own']),
  },
];
