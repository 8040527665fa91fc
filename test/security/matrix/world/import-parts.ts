/** Files being read: of the official, of the administrator and of the lead, one refused, one entered. */
import { readPlanFile } from '../../../../server/imports/plan-import.service.ts';
import { xlsxPlan, type Row } from '../../../api/plan-import-files.ts';
import type { Ground } from './ground.ts';

/** Rows in which every kind of cell is found, and one of which something is doubtful. */
const planRows = (salt: string): Row[] => [
  {
    code: '1',
    wording: `Осветление на улицата ${salt}`,
    amount: '1000,00',
    responsible: 'Община Дъбрава, НПО',
    period: '2026',
    indicator: 'Лампи: 20 бр.',
  },
  {
    code: '2',
    wording: `Детска градина ${salt}`,
    amount: 'около 3000',
    responsible: 'Непозната служба',
    period: 'когато може',
  },
  // adds up to something else than it says
  {
    code: 'Общо',
    path: ['', '', ''] as const,
    wording: '',
    amount: '5000,00',
    responsible: '',
    period: '',
    source: '',
    indicator: '',
  },
];

/** Two priorities of one code: what is doubtful of the whole file. */
const differing = (salt: string) =>
  planRows(salt).map((row, place) => ({
    ...row,
    path:
      place > 1
        ? row.path
        : ([`Приоритет 1: Образование ${place}`, 'Цел 1.1: Ранен старт', 'Задача 1.1.1: Език'] as const),
  }));

export async function plantImports({ app, holders, names }: Ground): Promise<void> {
  const send = async (as: string, bytes: Uint8Array, fileName = 'план.xlsx') => {
    const { id } = await readPlanFile(await app.contextOf({ as, on: '2026-11-10' }), { bytes, fileName });
    return id;
  };
  const file = (salt: string) => xlsxPlan(planRows(salt));
  const change = (query: string, as: string, input: object) =>
    app.ask(query, { as, on: '2026-11-10', variables: { input } });
  const officialsImport = await send(holders.OFFICIAL, file('на службата'));
  const administratorsImport = await send(holders.ADMINISTRATOR, file('на администратора'));
  const leadsImport = await send(holders.COALITION_LEAD, xlsxPlan(differing('на коалицията')));
  const refusedImport = await send(holders.OFFICIAL, new TextEncoder().encode('%PDF-1.7 nothing'), 'план.pdf');
  const enteredImport = await send(holders.OFFICIAL, file(`на съвета ${names['municipalityCode']}`));
  await change(
    'mutation ($input: ConfirmPlanImportInput!) { confirmPlanImport(input: $input) { id } }',
    holders.OFFICIAL,
    {
      importId: enteredImport,
      plan: { title: 'Годишен план', territory: names['municipalityCode'] },
    },
  );
  await change(
    'mutation ($input: PlanImportMatchesInput!) { setPlanImportMatches(input: $input) { id } }',
    holders.OFFICIAL,
    { importId: officialsImport, planId: names['plan'], matches: [] },
  );
  const { planImport } = await app.ask(
    'query ($id: ID!) { planImport(id: $id) { bodies { key } rows { nodes { index } } } }',
    {
      as: holders.OFFICIAL,
      variables: { id: officialsImport },
    },
  );
  const bodyKey: string = planImport.bodies[0].key;
  await change(
    'mutation ($input: PlanImportBodiesInput!) { setPlanImportBodies(input: $input) { id } }',
    holders.OFFICIAL,
    {
      importId: officialsImport,
      bodies: [{ key: bodyKey, decision: 'USE_EXISTING', organizationId: names['administration'] }],
    },
  );
  Object.assign(names, { officialsImport, administratorsImport, leadsImport, refusedImport, enteredImport, bodyKey });
}
