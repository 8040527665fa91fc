/** Files being read, until they are entered. */
import type { ChangeRow } from '../row.ts';
import { ADMINISTRATORS, SPEAKERS, allowed, allowedAfterwards } from './change-outcomes.ts';

export const importChanges: readonly ChangeRow[] = [
  {
    change: 'setPlanImportMapping',
    given: {
      input: {
        importId: '{officialsImport}',
        tables: [{ index: 0, used: true, columns: [{ index: 0, role: 'CODE' }], excludedRows: [3] }],
      },
    },
    subject: ['input.importId'],
    ...allowed(SPEAKERS),
  },
  {
    change: 'setPlanImportBodies',
    given: {
      input: {
        importId: '{officialsImport}',
        bodies: [{ key: '{bodyKey}', decision: 'USE_EXISTING', organizationId: '{council}' }],
      },
    },
    subject: ['input.importId'],
    ...allowed(SPEAKERS),
  },
  {
    change: 'setPlanImportMatches',
    given: {
      input: {
        importId: '{officialsImport}',
        planId: '{plan}',
        matches: [{ beforeMeasureIds: ['{freshMeasure}'], afterKeys: [] }],
      },
    },
    subject: ['input.importId'],
    ...allowed(SPEAKERS),
  },
  {
    change: 'confirmPlanImport',
    given: {
      input: {
        importId: '{officialsImport}',
        planId: '{plan}',
        act: 'Решение 5',
        adoptedBy: 'Общински съвет',
        adoptedOn: '2026-11-01',
      },
    },
    subject: ['input.importId'],
    ...allowed(SPEAKERS),
  },
  {
    change: 'confirmPlanImport',
    kind: 'as a new plan',
    given: {
      input: {
        importId: '{officialsImport}',
        plan: {
          periodFrom: '2026-01-01',
          periodText: '2026',
          periodTo: '2026-12-31',
          source: 'https://example.org',
          strategyId: '{strategy}',
          territory: '{municipalityCode}',
          title: 'Нов годишен план',
        },
      },
    },
    subject: ['input.importId'],
    ...allowed(SPEAKERS),
  },
  {
    change: 'confirmPlanImport',
    kind: 'as known from an earlier day',
    given: {
      input: {
        importId: '{officialsImport}',
        planId: '{plan}',
        knownFrom: '2026-01-01',
        knownFromSource: 'https://example.org',
      },
    },
    ...allowedAfterwards,
  },
  {
    change: 'confirmPlanImport',
    kind: 'of a file that a lead sent',
    given: { input: { importId: '{leadsImport}', planId: '{plan}' } },
    ...allowed(ADMINISTRATORS),
  },
  {
    change: 'confirmPlanImport',
    kind: 'of a file that a lead sent, as a new plan',
    given: {
      input: { importId: '{leadsImport}', plan: { territory: '{municipalityCode}', title: 'План на коалицията' } },
    },
    ...allowed(ADMINISTRATORS),
  },
];
