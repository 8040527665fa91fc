/**
 * Reads the message format that vue-i18n documents, as far as the message files use it: `{name}` stands for a value,
 * `|` parts the forms of a number, `{'|'}` is the sign itself. The full compiler would weigh more than all the rest
 * of the language set-up, and its precompiled messages more than the text.
 */
import type { MessageCompiler, MessageContext as NamedValues, MessageFunction } from 'vue-i18n';

/** What vue-i18n gives to a message besides; its published types leave it out. */
interface MessageContext extends NamedValues {
  normalize(values: readonly unknown[]): unknown;
  interpolate(value: unknown): unknown;
}

type Part = { readonly text: string } | { readonly name: string };

const token = /\{\s*(?:'([^']*)'|([\w.]+))\s*\}|\s*\|\s*/gu;

export const compileMessage: MessageCompiler = (message) => {
  if (typeof message !== 'string') return () => '';
  const forms = formsOf(message);
  return ((context: MessageContext) => {
    // Text where text is asked for; where a component stands in the message (`I18nT`), its nodes.
    const said = forms.map((parts) => context.normalize(parts.map((part) => say(part, context))) as string);
    return said.length === 1 ? said[0] : context.plural(said);
  }) as MessageFunction;
};

/** The forms of a number, each in its parts; a message without forms has one. */
export function formsOf(message: string): Part[][] {
  const forms: Part[][] = [[]];
  let at = 0;
  const add = (part: Part) => forms.at(-1)?.push(part);
  for (const match of message.matchAll(token)) {
    if (match.index > at) add({ text: message.slice(at, match.index) });
    at = match.index + match[0].length;
    if (match[1] !== undefined) add({ text: match[1] });
    else if (match[2] !== undefined) add({ name: match[2] });
    else forms.push([]);
  }
  if (at < message.length) add({ text: message.slice(at) });
  return forms;
}

function say(part: Part, context: MessageContext): string {
  return 'text' in part ? part.text : (context.interpolate(context.named(part.name)) as string);
}
