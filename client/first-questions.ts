/**
 * What the pages ask first, for those that most visits begin with: `first-load.ts` asks it before the program is there.
 * It must be what the page itself will ask, to the letter; else it is asked twice, which a journey would notice.
 */
export interface FirstQuestion {
  /** Name of the document. */
  readonly operation: string;
  /** As the page asks when its address has nothing after `?`. `:id` stands for that part of the path. */
  readonly variables: Readonly<Record<string, string | null>>;
}

export const firstQuestions: Readonly<Record<string, readonly FirstQuestion[]>> = {
  HomePage: [{ operation: 'PlannedMunicipalities', variables: { after: null } }],
  MunicipalityPage: [{ operation: 'TerritoryPage', variables: { code: ':code' } }],
  PlanPage: [
    { operation: 'PlanPage', variables: { id: ':id', asOf: null } },
    { operation: 'PlanMeasures', variables: { id: ':id', asOf: null, finding: null, after: null } },
  ],
  MeasurePage: [
    { operation: 'MeasurePage', variables: { id: ':id', asOf: null } },
    { operation: 'MeasureObservations', variables: { id: ':id', after: null } },
  ],
};
