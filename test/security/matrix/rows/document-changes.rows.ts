/** Changes of strategies, plans and the register of bodies. */
import type { ChangeRow } from '../row.ts';
import { ADMINISTRATORS, allowed } from './change-outcomes.ts';

const document = {
  act: 'Решение 9',
  adoptedBy: 'Общински съвет',
  adoptedOn: '2026-01-10',
  knownFrom: '2026-01-20',
  level: 'MUNICIPAL',
  periodFrom: '2026-01-01',
  periodText: '2026',
  periodTo: '2026-12-31',
  source: 'https://example.org',
  territory: '{municipalityCode}',
  title: 'Нов документ',
};

export const documentChanges: readonly ChangeRow[] = [
  {
    change: 'createStrategy',
    given: { input: { ...document, implements: '{strategy}' } },
    ...allowed(ADMINISTRATORS),
  },
  {
    change: 'createActionPlan',
    given: { input: { ...document, parent: '{plan}', strategy: '{strategy}' } },
    ...allowed(ADMINISTRATORS),
  },
  {
    change: 'createOrganization',
    given: { input: { kind: 'NGO', name: 'Ново сдружение', sector: 'CIVIL', territory: '{municipalityCode}' } },
    ...allowed(['ADMINISTRATOR', 'COALITION_LEAD']),
  },
];
