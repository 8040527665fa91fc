/**
 * Free words that everybody will read, of whoever writes them: what somebody could be recognised by takes a reason, which
 * stands in the record beside the change. Observations have their verifiers for that; these words have only their writer.
 */
import { revealingWords } from '../../schema/rules/revealing-words.ts';
import type { WordsReason } from '../../schema/vocabulary/words-reason.ts';
import { audit, type AuditEntry } from './audit.ts';
import type { RequestContext } from './context.ts';
import { badInput } from './problem.ts';

/** Told back at the most, so that an answer stays small. */
const MOST_WORDS_TOLD = 20;

/** @param description ends what is said of the field in the API. */
export const WORDS_REASON_DESCRIPTION =
  'Why words may stand by which somebody could be recognised; null: there are none. Asked for by BAD_INPUT words.reveal, which tells the words.';

/** What is said in the API of the day on which words were hidden, and of why. */
export const WORDS_HIDDEN_ON_DESCRIPTION =
  'The day on which an administrator hid its words, which are null since; null: nobody did.';
export const WORDS_HIDDEN_BECAUSE_DESCRIPTION = 'Why its words are hidden; null: they are not.';

interface WordsOfChange extends Pick<AuditEntry, 'subjectKind' | 'subjectId'> {
  readonly texts: readonly (string | null | undefined)[];
  readonly reason: WordsReason | null | undefined;
}

/** @throws BAD_INPUT with the words when somebody could be recognised and no reason is given. A needless one is not kept. */
export async function letWordsStand(
  tx: RequestContext,
  { texts, reason, subjectKind, subjectId }: WordsOfChange,
): Promise<void> {
  const marks = texts.flatMap((text) => (text == null ? [] : revealingWords(text)));
  if (marks.length === 0) return;
  if (reason == null)
    throw badInput('words.reveal', {
      words: [...new Set(marks.map(({ text }) => text))].slice(0, MOST_WORDS_TOLD),
      kinds: [...new Set(marks.map(({ kind }) => kind))],
    });
  await audit(tx, { action: `words.stand.${reason}`, subjectKind, subjectId });
}
