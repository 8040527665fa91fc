/** Codes as the document has them; where it has none, made from the place in the tree and marked as made. */
import { ImportIssueCode, weightOf } from '../import-issue.ts';
import type { ImportIssue } from '../import-issue.ts';
import type { ParsedMeasure, ParsedObjective } from '../parsed-plan.ts';

/** Changes the measures. @returns what a person should know, by measure key. */
export function settleCodes(measures: ParsedMeasure[], objectives: ParsedObjective[]): Map<string, ImportIssue[]> {
  const issues = new Map<string, ImportIssue[]>();
  const written = measures.filter((measure) => measure.code !== '');
  const repeated = duplicates(written.map((measure) => measure.code));
  // Running numbers that start again in each section say where a row stands, not which measure it is.
  const running = repeated.size > 0 && written.every((measure) => /^\d+[.)]?$/.test(measure.code));
  for (const measure of measures) {
    if (running) measure.code = '';
    else if (repeated.has(measure.code)) add(issues, measure, ImportIssueCode.CODE_DUPLICATE);
  }
  const used = new Set(measures.map((measure) => measure.code));
  const counts = new Map<string, number>();
  for (const measure of measures) {
    if (measure.code !== '') continue;
    const stem = stemOf(measure, objectives);
    let code: string;
    do {
      const count = (counts.get(stem) ?? 0) + 1;
      counts.set(stem, count);
      code = stem === '' ? String(count) : `${stem}.${count}`;
    } while (used.has(code));
    used.add(code);
    measure.code = code;
    measure.codeGenerated = true;
    add(issues, measure, ImportIssueCode.CODE_GENERATED);
  }
  return issues;
}

/** The ordinal of each objective among its siblings, from priority downward. */
function stemOf(measure: ParsedMeasure, objectives: ParsedObjective[]): string {
  return measure.objectiveKeys
    .map((key) => {
      const own = objectives.find((objective) => objective.key === key);
      const siblings = objectives.filter((each) => each.parentKey === own?.parentKey && each.kind === own?.kind);
      return siblings.findIndex((each) => each.key === key) + 1;
    })
    .join('.');
}

function duplicates(codes: string[]): Set<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const code of codes) (seen.has(code) ? repeated : seen).add(code);
  return repeated;
}

function add(issues: Map<string, ImportIssue[]>, measure: ParsedMeasure, code: ImportIssueCode): void {
  const issue: ImportIssue = {
    code,
    weight: weightOf(code),
    tableIndex: measure.source.tableIndex,
    sheet: measure.source.sheet,
    row: measure.source.row,
    column: null,
    text: measure.code,
    details: {},
  };
  issues.set(measure.key, [...(issues.get(measure.key) ?? []), issue]);
}
