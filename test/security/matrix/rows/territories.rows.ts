/** Places and bodies: public, whoever asks. */
import { EVERYONE } from '../actors.ts';
import type { ArgumentRow, PartRow, QueryRow, ThingRows } from '../row.ts';

export const territoryThings: readonly ThingRows[] = [
  {
    type: 'Territory',
    kind: 'a municipality',
    id: 'municipality',
    ways: [
      { through: 'Query.territory', question: 'territory(code: "{municipalityCode}") *' },
      { through: 'Query.node', question: 'node(id: "{municipality}") *' },
    ],
    rows: [
      {
        fields: [
          'actionPlans',
          'campaigns',
          'children',
          'coalitions',
          'code',
          'id',
          'kind',
          'latitude',
          'longitude',
          'name',
          'nameEn',
          'organizations',
          'parent',
          'path',
          'progress',
          'settlementKind',
          'settlements',
          'strategies',
        ],
        DATA: EVERYONE,
      },
    ],
  },
  {
    type: 'Organization',
    kind: 'a body',
    id: 'administration',
    ways: [
      { through: 'Query.organization', question: 'organization(id: "{administration}") *' },
      { through: 'Query.node', question: 'node(id: "{administration}") *' },
    ],
    rows: [{ fields: ['id', 'kind', 'name', 'nameEn', 'progress', 'sector', 'territory'], DATA: EVERYONE }],
  },
];

export const territoryParts: readonly PartRow[] = [
  { type: 'TerritoryConnection', fields: ['edges', 'nodes', 'pageInfo', 'totalCount'] },
  { type: 'TerritoryEdge', fields: ['cursor', 'node'] },
  { type: 'OrganizationConnection', fields: ['edges', 'nodes', 'pageInfo', 'totalCount'] },
  { type: 'OrganizationEdge', fields: ['cursor', 'node'] },
  { type: 'PageInfo', fields: ['endCursor', 'hasNextPage', 'hasPreviousPage', 'startCursor'] },
];

export const territoryQueries: readonly QueryRow[] = [
  { query: 'node', question: '{ node(id: "{municipality}") { id } }', DATA: EVERYONE },
  { query: 'today', question: '{ today }', DATA: EVERYONE },
  { query: 'territory', question: '{ territory(code: "{municipalityCode}") { id } }', DATA: EVERYONE },
  // few live in one: nobody is shown it (R11)
  { query: 'territory', question: '{ territory(code: "{neighbourhoodCode}") { id } }', EMPTY: EVERYONE },
  { query: 'territories', question: '{ territories { nodes { id } } }', DATA: EVERYONE },
  { query: 'organization', question: '{ organization(id: "{administration}") { id } }', DATA: EVERYONE },
  { query: 'organizations', question: '{ organizations { nodes { id } } }', DATA: EVERYONE },
];

const onMunicipality = 'territory(code: "{municipalityCode}") *';

export const territoryArguments: readonly ArgumentRow[] = [
  { field: 'Query.node', on: '*', arguments: { id: '"{municipality}"' }, selection: '{ id }', DATA: EVERYONE },
  {
    field: 'Query.territory',
    on: '*',
    arguments: { code: '"{municipalityCode}"' },
    selection: '{ id }',
    DATA: EVERYONE,
  },
  {
    field: 'Query.organization',
    on: '*',
    arguments: { id: '"{administration}"' },
    selection: '{ id }',
    DATA: EVERYONE,
  },
  {
    field: 'Query.territories',
    on: '*',
    arguments: {
      first: '1',
      after: '{cursor}',
      kind: 'MUNICIPALITY',
      search: '"{municipalityCode}"',
      withPlansOnly: 'true',
      within: '"{districtCode}"',
    },
    selection: '{ nodes { id } }',
    DATA: EVERYONE,
  },
  {
    field: 'Query.organizations',
    on: '*',
    arguments: {
      first: '1',
      after: '{cursor}',
      kind: 'MUNICIPAL_ADMINISTRATION',
      search: '"Сдружение"',
      territory: '"{municipalityCode}"',
    },
    selection: '{ nodes { id } }',
    DATA: EVERYONE,
  },
  {
    field: 'Territory.actionPlans',
    on: onMunicipality,
    arguments: { inForceOn: '"{today}"' },
    selection: '{ id }',
    DATA: EVERYONE,
  },
  {
    field: 'Territory.children',
    on: onMunicipality,
    arguments: { first: '1', after: '{cursor}', kind: 'SETTLEMENT' },
    selection: '{ nodes { id } }',
    DATA: EVERYONE,
  },
  {
    field: 'Territory.organizations',
    on: onMunicipality,
    arguments: { first: '1', after: '{cursor}' },
    selection: '{ nodes { id } }',
    DATA: EVERYONE,
  },
  {
    field: 'Territory.progress',
    on: onMunicipality,
    arguments: { asOf: '"{today}"' },
    selection: '{ measures }',
    DATA: EVERYONE,
  },
  {
    field: 'Organization.progress',
    on: 'organization(id: "{administration}") *',
    arguments: { asOf: '"{today}"' },
    selection: '{ measures }',
    DATA: EVERYONE,
  },
];
