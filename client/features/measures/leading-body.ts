/** Who carries a measure out, in as few words as fit a line. */
import { nameIn, type Named } from '../../lib/names.ts';

interface NamedBody {
  readonly asWritten: string;
  readonly leads: boolean;
  readonly organization?: Named | null;
}

export function bodyName({ organization, asWritten }: NamedBody, language: string): string {
  return organization ? nameIn(organization, language) : asWritten;
}

/** The lead, and how many others there are; null when the plan names nobody. */
export function leadingBody(
  bodies: readonly NamedBody[],
  language: string,
): { readonly name: string; readonly others: number } | null {
  const lead = bodies.find(({ leads }) => leads) ?? bodies[0];
  return lead ? { name: bodyName(lead, language), others: bodies.length - 1 } : null;
}
