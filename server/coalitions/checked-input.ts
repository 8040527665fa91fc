/** Checks that the inputs of coalitions and campaigns share. */
import { isUuid } from '../platform/node.ts';
import { badInput } from '../platform/problem.ts';

export interface TextRule {
  /** Message key: `error.<key>`. */
  readonly key: string;
  /** The input field it stands in. */
  readonly field: string;
  readonly min: number;
  readonly max: number;
}

/** The text without spaces around it. @throws BAD_INPUT when it is too short or too long; lengths in characters. */
export function checkedText(text: string, { key, field, min, max }: TextRule): string {
  const trimmed = text.trim();
  if (trimmed.length < min || trimmed.length > max) throw badInput(key, { field, min, max });
  return trimmed;
}

/** The same for what may be left out; an empty text is left out. */
export function checkedOptionalText(text: string | null | undefined, rule: Omit<TextRule, 'min'>): string | null {
  return text?.trim() ? checkedText(text, { ...rule, min: 1 }) : null;
}

/** Ids, each once. @throws BAD_INPUT when there is none, there are too many, or one is no id. */
export function checkedIds(ids: readonly string[], { key, field, max }: Omit<TextRule, 'min'>): string[] {
  const once = [...new Set(ids.map((id) => id.toLowerCase()))];
  if (once.length === 0 || once.length > max || !once.every(isUuid)) throw badInput(key, { field, min: 1, max });
  return once;
}
