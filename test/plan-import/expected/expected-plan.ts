/**
 * What was reviewed of a sample plan, a line each, parts divided by ` ¦ `, `⏎` for a line break in a cell.
 * Objectives: kind, code (- for none), wording. Measures: row, code, path as numbers of the objectives from 1,
 * cents, state, days, then each cell as written under its heading.
 */
export interface ExpectedPlan {
  headings: string[];
  objectives: string[];
  measures: string[];
}
