/** Addresses of the server beside the fields of the API, and the API as it is met over HTTP. */
import { EVERYONE, SIGNED_IN, others, type Audience } from '../actors.ts';
import type { AddressRow } from '../row.ts';
import { SPEAKERS } from './change-outcomes.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Who may send in the file of a plan. */
const SENDERS: Audience = ['ADMINISTRATOR', 'OFFICIAL', 'COALITION_LEAD'];
const onlyFor = (audience: Audience) => ({
  OK: audience,
  NOT_FOUND: others(audience, SIGNED_IN),
  UNAUTHENTICATED: ['PUBLIC'] as const,
});
const FORM = 'plan={plan}&organization={administration}';

export const addressRows: readonly AddressRow[] = [
  { address: 'GET /livez', asked: '/livez', OK: EVERYONE },
  { address: 'GET /readyz', asked: '/readyz', OK: EVERYONE },
  { address: 'GET /audit-head', asked: '/audit-head', OK: EVERYONE },
  {
    // each by the session of their own
    address: 'ANY /graphql',
    asked: '/graphql',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ viewer { id } }' }),
    says: { text: '"viewer":{"id":"{asker}"}', to: SIGNED_IN },
    OK: EVERYONE,
  },
  {
    // nobody else's can be asked for
    address: 'GET /own-data.json',
    asked: '/own-data.json',
    says: { text: '{asker}', to: SIGNED_IN },
    OK: SIGNED_IN,
    UNAUTHENTICATED: ['PUBLIC'],
  },
  {
    address: 'POST /imports/plans',
    asked: '/imports/plans?name=plan.pdf',
    headers: { 'x-sverka': '1', 'content-type': 'application/octet-stream' },
    body: '%PDF-1.7 of the matrix',
    undone: "delete from plan_import where file_bytes = '%PDF-1.7 of the matrix'::bytea",
    ...onlyFor(SENDERS),
  },
  {
    address: 'GET /imports/reports/template.xlsx',
    asked: `/imports/reports/template.xlsx?${FORM}`,
    ...onlyFor(SPEAKERS),
  },
  {
    address: 'POST /imports/reports',
    asked: `/imports/reports?${FORM}`,
    headers: { 'content-type': XLSX },
    body: { from: `/imports/reports/template.xlsx?${FORM}` },
    ...onlyFor(SPEAKERS),
  },
  {
    address: 'GET /exports/observations/:file',
    asked: '/exports/observations/{observationExport}.csv',
    undone: 'update observation_export set times_taken = 1, row_count = 5, whole = true',
    ...onlyFor(['EXPORTER own']),
  },
  // pages are the same for all; what they show comes by the API
  { address: 'GET /graphiql', asked: '/graphiql', OK: EVERYONE },
  { address: 'GET /{*page}', asked: '/plans', headers: { accept: 'text/html' }, OK: EVERYONE },
  { address: 'ANY /assets', asked: '/assets/nothing.js', NOT_FOUND: EVERYONE },
];
