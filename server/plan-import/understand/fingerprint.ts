/** One value for the content of a plan: the same content in another file, order or layout has the same one. */
import { createHash } from 'node:crypto';
import type { ParsedObjective, ParsedPlan } from '../parsed-plan.ts';
import { foldWording } from './wording.ts';

export function fingerprint(plan: Pick<ParsedPlan, 'objectives' | 'measures'>): string {
  const objectives = new Map(plan.objectives.map((objective) => [objective.key, objective]));
  const measures = plan.measures.map((measure) => ({
    code: measure.codeGenerated ? null : measure.code,
    wording: foldWording(measure.wording),
    objectives: measure.objectiveKeys.map((key) => objectiveText(objectives.get(key))),
    responsibles: measure.responsibles
      .map((each) => `${each.bodyKey}|${foldWording(each.unit ?? '')}|${each.leads}`)
      .toSorted(),
    period: measure.period && [
      measure.period.startsOn,
      measure.period.endsOn,
      measure.period.recurring,
      foldWording(measure.period.text),
    ],
    funding: measure.funding
      .map((line) =>
        [line.amountCents, line.currency, line.state, line.year, foldWording(line.sourceText ?? '')].join('|'),
      )
      .toSorted(),
    indicators: measure.indicators
      .map((each) => [foldWording(each.wording), each.unit, each.baseline, each.target].join('|'))
      .toSorted(),
    targetGroups: measure.targetGroups.map(foldWording).toSorted(),
    places: measure.places.map(foldWording).toSorted(),
  }));
  const lines = measures.map((measure) => JSON.stringify(measure)).toSorted();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

function objectiveText(objective: ParsedObjective | undefined): string {
  return objective ? `${objective.kind}|${objective.code ?? ''}|${foldWording(objective.wording)}` : '';
}
