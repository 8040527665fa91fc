/** What is asked in the bench: of the server, of the limit and of the peer. */
import { councilStatement, observationListStatement, planPageStatement } from './limit-statements.ts';
import { peerProgressFields } from './peer-functions.ts';

export const QuestionName = {
  COUNCIL: 'council',
  PLAN_PAGE: 'plan page',
  OBSERVATION_LIST: 'observation list',
} as const;
export type QuestionName = (typeof QuestionName)[keyof typeof QuestionName];

export interface Question {
  readonly name: QuestionName;
  readonly says: string;
  readonly asksAbout: 'plan' | 'best known measure';
  readonly onDay: 'past day' | 'today';
  readonly document: string;
  readonly limitStatement: string;
  readonly peerDocument: string;
  /** Numbers that the peer's nearest equivalent must have in common with the answer. */
  readonly countsOfAnswer: (data: any) => readonly unknown[];
  readonly countsOfPeer: (data: any) => readonly unknown[];
}

const TRACK = 'notStarted limited substantial complete none completionIndex { lower upper }';
const PROGRESS = `measures official { ${TRACK} } community { ${TRACK} } gaps { aligned overstated understated unreported unmonitored dark } late contested stale unfunded incomplete`;
const ASSESSMENT =
  'officialLevel communityLevel confidence contested stale scheduleState late gapKind gapValue unfunded incomplete groups agreeingGroups observationCount lastSeenMonth';

/** The same counts of an answer of ours and of one of the peer's. */
const progressCounts = (progress: any): unknown[] => [
  progress.measures,
  progress.official.complete,
  progress.community.none,
  progress.gaps.overstated,
  progress.late,
  progress.contested,
  progress.stale,
];
const peerCounts = (progress: any): unknown[] => [
  progress.measures,
  progress.officialComplete,
  progress.communityNone,
  progress.overstated,
  progress.late,
  progress.contested,
  progress.stale,
];
const sortedText = (values: readonly unknown[]): string[] => values.map((value) => JSON.stringify(value)).toSorted();

export const questions: readonly Question[] = [
  {
    name: QuestionName.COUNCIL,
    says: "a council's progress: the plan of a random municipality and its 21 objectives, on a random past day",
    asksAbout: 'plan',
    onDay: 'past day',
    document: `query Council($id: ID!, $asOf: LocalDate) { actionPlan(id: $id) { id title progress(asOf: $asOf) { ${PROGRESS} }
      objectives(asOf: $asOf) { id parentId kind code wording progress(asOf: $asOf) { ${PROGRESS} } } } }`,
    limitStatement: councilStatement,
    peerDocument: `query Council($id: UUID!, $asOf: Date!) { actionPlanByRowId(rowId: $id) { rowId title progressOn(asOf: $asOf) { ${peerProgressFields} }
      planVersionsByPlanId(first: 1) { nodes { objectivesByVersionId { nodes { rowId parentId kind code wording progressOn(asOf: $asOf) { ${peerProgressFields} } } } } } } }`,
    countsOfAnswer: ({ actionPlan }) => [
      ...progressCounts(actionPlan.progress),
      sortedText(actionPlan.objectives.map((node: any) => progressCounts(node.progress))),
    ],
    countsOfPeer: ({ actionPlanByRowId }) => [
      ...peerCounts(actionPlanByRowId.progressOn),
      sortedText(
        actionPlanByRowId.planVersionsByPlanId.nodes[0].objectivesByVersionId.nodes.map((node: any) =>
          peerCounts(node.progressOn),
        ),
      ),
    ],
  },
  {
    name: QuestionName.PLAN_PAGE,
    says: 'a plan page: 60 measures with assessment, responsible bodies and totals',
    asksAbout: 'plan',
    onDay: 'today',
    document: `query PlanPage($id: ID!, $asOf: LocalDate) { actionPlan(id: $id) { id title periodText act adoptedOn territory { id code name } measureCount(asOf: $asOf)
      plannedTotal(asOf: $asOf) { amountCents currency eurCents } measures(first: 60, asOf: $asOf) { totalCount pageInfo { hasNextPage } nodes {
        id code wording objectiveId period { text startsOn endsOn recurring } responsibles { asWritten bodyKind leads organization { id name } }
        plannedTotal { amountCents currency eurCents } assessment(asOf: $asOf) { ${ASSESSMENT} daysLeft } } } } }`,
    limitStatement: planPageStatement,
    peerDocument: `query PlanPage($id: UUID!, $asOf: Date!) { actionPlanByRowId(rowId: $id) { rowId title periodText act adoptedOn territoryByTerritoryId { rowId code name }
      planVersionsByPlanId(first: 1) { nodes { measureVersionsByVersionId(first: 60) { totalCount pageInfo { hasNextPage } nodes {
        measureId code wording objectiveId periodText startsOn endsOn recurring measureResponsiblesByMeasureVersionId { nodes { asWritten bodyKind leads organizationByOrganizationId { rowId name } } }
        fundingLinesByMeasureVersionId { nodes { amountCents currency } } stateOn(asOf: $asOf) { ${ASSESSMENT} } } } } } } }`,
    countsOfAnswer: ({ actionPlan: { measures } }) => [
      measures.totalCount,
      sortedText(
        measures.nodes.map((node: any) => [
          node.id,
          node.responsibles.length,
          node.assessment.communityLevel,
          node.assessment.observationCount,
        ]),
      ),
    ],
    countsOfPeer: ({ actionPlanByRowId }) => {
      const measures = actionPlanByRowId.planVersionsByPlanId.nodes[0].measureVersionsByVersionId;
      return [
        measures.totalCount,
        sortedText(
          measures.nodes.map((node: any) => [
            node.measureId,
            node.measureResponsiblesByMeasureVersionId.nodes.length,
            node.stateOn.communityLevel,
            node.stateOn.observationCount,
          ]),
        ),
      ];
    },
  },
  {
    name: QuestionName.OBSERVATION_LIST,
    says: "a measure's 20 newest observations, with what may be told of place and method",
    asksAbout: 'best known measure',
    onDay: 'today',
    document: `query ObservationList($id: ID!) { measure(id: $id) { id code wording observations(first: 20) { totalCount pageInfo { hasNextPage } nodes {
      id level dontKnow words seenMonth publishedMonth withdrawn method officialLevelThen settlement { id name } } } } }`,
    limitStatement: observationListStatement,
    peerDocument: `query ObservationList($id: UUID!) { measureByRowId(rowId: $id) { rowId measureVersionsByMeasureId(first: 1) { nodes { code wording } } published(first: 20) { totalCount pageInfo { hasNextPage } nodes {
      rowId level dontKnow words seenOn publishedOn withdrawnOn method territoryBySettlementId { rowId name } } } } }`,
    countsOfAnswer: ({ measure: { observations } }) => [
      observations.totalCount,
      observations.nodes.length,
      observations.pageInfo.hasNextPage,
    ],
    countsOfPeer: ({ measureByRowId: { published } }) => [
      published.totalCount,
      published.nodes.length,
      published.pageInfo.hasNextPage,
    ],
  },
];
