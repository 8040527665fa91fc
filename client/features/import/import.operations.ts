/** What the import screens ask of the API and tell it. */
import { graphql, type ResultOf, type VariablesOf } from '../../lib/graphql.ts';

export const planImportPage = graphql(`
  query PlanImportPage($id: ID!) {
    today
    planImport(id: $id) {
      id
      fileName
      state
      uploadedOn
      refusal {
        code
        table
        row
        column
        text
      }
      alreadyImported {
        id
        number
      }
      existingPlan {
        id
        title
        territory {
          code
          name
        }
      }
      summary {
        measures
        priorities
        goals
        tasks
        totals {
          amountCents
          currency
        }
        understood
        doubtful
        refused
        reconciles
      }
      tables {
        index
        name
        headerRows
        columns {
          index
          heading
          role
          guessed
          sample
        }
      }
      issues {
        code
        table
        row
        column
        text
      }
      bodies {
        key
        measureCount
        asWritten
        suggestedName
        isKind
        decision
        organization {
          id
          name
        }
      }
      comparison {
        key
        change
        beforeMeasureIds
        beforeWording
        afterKeys
        afterWording
        similarity
        fields
      }
    }
  }
`);

export const importRows = graphql(`
  query ImportRows($id: ID!, $status: ImportRowStatus, $first: Int!, $after: String) {
    planImport(id: $id) {
      id
      rows(status: $status, first: $first, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          index
          table
          row
          status
          cells
          objectivePath
          code
          wording
          responsibles
          indicators
          period {
            text
            startsOn
            endsOn
            recurring
          }
          funding
          amounts {
            amountCents
            currency
          }
          issues {
            code
            table
            row
            column
            text
          }
        }
      }
    }
  }
`);

export const setMapping = graphql(`
  mutation SetPlanImportMapping($input: PlanImportMappingInput!) {
    setPlanImportMapping(input: $input) {
      id
      state
    }
  }
`);

export const setBodies = graphql(`
  mutation SetPlanImportBodies($input: PlanImportBodiesInput!) {
    setPlanImportBodies(input: $input) {
      id
      state
    }
  }
`);

export const setMatches = graphql(`
  mutation SetPlanImportMatches($input: PlanImportMatchesInput!) {
    setPlanImportMatches(input: $input) {
      id
      state
    }
  }
`);

export const confirmImport = graphql(`
  mutation ConfirmPlanImport($input: ConfirmPlanImportInput!) {
    confirmPlanImport(input: $input) {
      id
      number
    }
  }
`);

export const plansOfTerritory = graphql(`
  query PlansToImportInto($territory: String) {
    actionPlans(territory: $territory, first: 50) {
      nodes {
        id
        title
        periodText
        measureCount
        territory {
          code
          name
        }
      }
    }
  }
`);

export const planOfVersion = graphql(`
  query PlanOfVersion($id: ID!) {
    planImport(id: $id) {
      id
      existingPlan {
        id
      }
    }
  }
`);

export const strategiesToImplement = graphql(`
  query StrategiesToImplement {
    strategies(first: 100) {
      nodes {
        id
        title
        level
      }
    }
  }
`);

type Import = NonNullable<ResultOf<typeof planImportPage>['planImport']>;
export type ImportFace = Import;
export type ImportTable = Import['tables'][number];
export type ImportColumn = ImportTable['columns'][number];
export type ImportColumnRole = ImportColumn['role'];
export type ImportBody = Import['bodies'][number];
export type ImportIssue = NonNullable<Import['refusal']>;
export type ImportRow = NonNullable<ResultOf<typeof importRows>['planImport']>['rows']['nodes'][number];
export type ImportRowStatus = ImportRow['status'];
export type ConfirmInput = VariablesOf<typeof confirmImport>['input'];
