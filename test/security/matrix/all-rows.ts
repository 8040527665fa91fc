/** Every reviewed row. A new feature's file of rows is entered here. */
import type { AddressRow, ArgumentRow, ChangeRow, PartRow, QueryRow, TableRow, ThingRows } from './row.ts';
import { accountChanges } from './rows/account-changes.rows.ts';
import { addressRows } from './rows/addresses.rows.ts';
import { campaignChanges } from './rows/campaign-changes.rows.ts';
import { documentChanges } from './rows/document-changes.rows.ts';
import { importChanges } from './rows/import-changes.rows.ts';
import { observationChanges } from './rows/observation-changes.rows.ts';
import { reportChanges } from './rows/report-changes.rows.ts';
import { roleChanges } from './rows/role-changes.rows.ts';
import { tableRows } from './rows/tables.rows.ts';
import * as coalitions from './rows/coalitions.rows.ts';
import * as documents from './rows/documents.rows.ts';
import * as exportRows from './rows/exports.rows.ts';
import * as imports from './rows/imports.rows.ts';
import * as observations from './rows/observations.rows.ts';
import * as people from './rows/people.rows.ts';
import * as statedTexts from './rows/stated-texts.rows.ts';
import * as reports from './rows/reports.rows.ts';
import * as territories from './rows/territories.rows.ts';

export interface MatrixRows {
  readonly things: readonly ThingRows[];
  /** What is asked for within a field that holds it. */
  readonly parts: readonly PartRow[];
  /** What changes alone give. */
  readonly given: readonly PartRow[];
  readonly queries: readonly QueryRow[];
  readonly arguments: readonly ArgumentRow[];
  readonly changes: readonly ChangeRow[];
  /** Over HTTP, beside the fields of the API. */
  readonly addresses: readonly AddressRow[];
  /** Beneath the program. */
  readonly tables: readonly TableRow[];
}

export const allRows: MatrixRows = {
  things: [
    ...territories.territoryThings,
    ...documents.documentThings,
    ...reports.reportThings,
    ...observations.observationThings,
    ...observations.reportedThings,
    ...coalitions.coalitionThings,
    ...statedTexts.statedTextThings,
    ...exportRows.exportThings,
    ...imports.importThings,
    ...people.personThings,
  ],
  parts: [
    ...territories.territoryParts,
    ...documents.documentParts,
    ...observations.observationParts,
    ...coalitions.coalitionParts,
    ...statedTexts.statedTextParts,
    ...exportRows.exportParts,
    ...imports.importParts,
    ...people.personParts,
  ],
  given: people.givenByChanges,
  queries: [
    ...territories.territoryQueries,
    ...documents.documentQueries,
    ...observations.observationQueries,
    ...coalitions.coalitionQueries,
    ...statedTexts.statedTextQueries,
    ...exportRows.exportQueries,
    ...imports.importQueries,
    ...people.personQueries,
  ],
  arguments: [
    ...territories.territoryArguments,
    ...documents.documentArguments,
    ...reports.reportArguments,
    ...observations.observationArguments,
    ...coalitions.coalitionArguments,
    ...statedTexts.statedTextArguments,
    ...exportRows.exportArguments,
    ...imports.importArguments,
    ...people.personArguments,
  ],
  changes: [
    ...documentChanges,
    ...reportChanges,
    ...observationChanges,
    ...campaignChanges,
    ...statedTexts.statedTextChanges,
    ...exportRows.exportChanges,
    ...importChanges,
    ...accountChanges,
    ...roleChanges,
  ],
  addresses: addressRows,
  tables: tableRows,
};
