/** R1, the official track: what the responsible bodies themselves say of a measure, as known on a day. */
import { levelSteps, type CompletionLevel } from '../vocabulary/completion-level.ts';
import { compareDays, type LocalDate } from './days.ts';

/** What one responsible body said of one measure for one reporting period. */
export interface OfficialStatement {
  readonly id: string;
  /** The organisation that speaks. */
  readonly responsibleId: string;
  /** The day it entered (R6). */
  readonly knownFrom: LocalDate;
  /** First and last day of the reporting period. */
  readonly periodFrom: LocalDate;
  readonly periodTo: LocalDate;
  /**
   * The day the report was adopted; null while it is not, which ranks before any adoption. A correction
   * carries the day of what it corrects, unless it was adopted anew.
   */
  readonly adoptedOn: LocalDate | null;
  /** 0 for the first statement, 1, 2 … for each correction of it. */
  readonly correction: number;
  /** Null: the statement is about money or text alone, and leaves the level as it was. */
  readonly level: CompletionLevel | null;
}

/** A body that the plan makes responsible for a measure. */
export interface ResponsibleBody {
  readonly organizationId: string;
  /** At most one leads; a sole responsible body leads without saying so. */
  readonly leads: boolean;
}

/** What one responsible body says on the day. */
export interface BodyLevel {
  readonly organizationId: string;
  readonly leads: boolean;
  /** Null: it has said nothing of the level. */
  readonly level: CompletionLevel | null;
  /** The statement that gave the level; null with it. */
  readonly statementId: string | null;
}

export interface OfficialLevel {
  /** The lead's level; null when the lead is silent, even where others speak. */
  readonly level: CompletionLevel | null;
  readonly statementId: string | null;
  /** Two responsible bodies name different levels. */
  readonly bodiesDiffer: boolean;
  /** Every responsible body, the lead first, then by id. */
  readonly bodies: readonly BodyLevel[];
}

/**
 * The official level of a measure on a day.
 *
 * The level is the lead's alone. When the lead is silent it is null, and the measure is unreported,
 * although others have spoken: their levels are shown beside it, but none of them answers for the
 * promise, and a silent lead must not hide behind a partner. Where a plan names several bodies and no
 * lead, or nobody, the level is the one on which all who speak agree, else null. Statements of
 * bodies that are not responsible give no level.
 */
export function officialLevel(input: {
  readonly statements: readonly OfficialStatement[];
  readonly responsibles: readonly ResponsibleBody[];
  readonly day: LocalDate;
}): OfficialLevel {
  const { statements, day } = input;
  const latest = latestByBody(statements, day);
  const bodies = responsibleBodies(input.responsibles, latest).map(({ organizationId, leads }): BodyLevel => {
    const statement = latest.get(organizationId);
    return {
      organizationId,
      leads,
      level: statement?.level ?? null,
      statementId: statement?.id ?? null,
    };
  });
  const levelsSpoken = new Set(bodies.flatMap(({ level }) => level ?? []));
  const answering = bodies.find(({ leads }) => leads) ?? unanimous(bodies, levelsSpoken);
  return {
    level: answering?.level ?? null,
    statementId: answering?.statementId ?? null,
    bodiesDiffer: levelsSpoken.size > 1,
    bodies,
  };
}

/** The days on which the official level may change by what is known of these statements. */
export function officialChangePoints(statements: readonly OfficialStatement[]): LocalDate[] {
  return statements.flatMap(({ knownFrom, adoptedOn }) => (adoptedOn ? [knownFrom, adoptedOn] : [knownFrom]));
}

function latestByBody(statements: readonly OfficialStatement[], day: LocalDate): Map<string, OfficialStatement> {
  const latest = new Map<string, OfficialStatement>();
  for (const statement of statements) {
    if (statement.level === null || statement.knownFrom > day) continue;
    const standing = latest.get(statement.responsibleId);
    if (!standing || rank(statement, standing, day) > 0) latest.set(statement.responsibleId, statement);
  }
  return latest;
}

/** Positive when `a` stands above `b`: later period, then adoption, then correction; the rest only settles ties. */
function rank(a: OfficialStatement, b: OfficialStatement, day: LocalDate): number {
  return (
    compareDays(a.periodTo, b.periodTo) ||
    compareDays(a.periodFrom, b.periodFrom) ||
    compareDays(adoptionBy(a, day), adoptionBy(b, day)) ||
    a.correction - b.correction ||
    compareDays(a.knownFrom, b.knownFrom) ||
    stepOf(b) - stepOf(a) ||
    compareDays(b.id, a.id)
  );
}

/** An adoption that has not happened by the day ranks as none. */
function adoptionBy(statement: OfficialStatement, day: LocalDate): LocalDate {
  const { adoptedOn } = statement;
  return adoptedOn !== null && adoptedOn <= day ? adoptedOn : '';
}

function stepOf({ level }: OfficialStatement): number {
  return level === null ? -1 : levelSteps[level];
}

function responsibleBodies(
  responsibles: readonly ResponsibleBody[],
  latest: ReadonlyMap<string, OfficialStatement>,
): readonly ResponsibleBody[] {
  if (responsibles.length === 1) return responsibles.map((body) => ({ ...body, leads: true }));
  const bodies = responsibles.length > 0 ? responsibles : [...latest.keys()].map(asUnnamedBody);
  return bodies.toSorted(
    (a, b) => Number(b.leads) - Number(a.leads) || compareDays(a.organizationId, b.organizationId),
  );
}

function asUnnamedBody(organizationId: string): ResponsibleBody {
  return { organizationId, leads: false };
}

function unanimous(bodies: readonly BodyLevel[], levelsSpoken: ReadonlySet<CompletionLevel>): BodyLevel | undefined {
  return levelsSpoken.size === 1 ? bodies.find(({ level }) => level !== null) : undefined;
}
