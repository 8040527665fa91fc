/**
 * Finds the guards of a file of the server by its syntax and puts a switch around each. What is known by form: exported
 * guards of a policy, rules of readings, places that ask either (or who is signed in, or whether anybody is), refusals
 * thrown on a condition, and conditions in statements that a row is the actor's. A form of a policy's export that is not
 * known is told, so that it does not go unseen.
 */
import ts from 'typescript';
import { KEPT, NAMED_GUARDS, NO_GUARD_PLACES, NO_GUARDS } from './allowed.ts';
import { Edits } from './edits.ts';
import {
  asksIn,
  comparesWithNull,
  exportsOf,
  importedTargets,
  isCalled,
  isFunction,
  isUse,
  nameOf,
  ownRows,
  refuses,
  throwsIf,
  type Targets,
} from './guard-forms.ts';
import { GuardKind, type Guard } from './guard.ts';

export interface Switched {
  readonly file: string;
  readonly code: string;
  readonly guards: readonly Guard[];
  /** Places that have the form of one, and are said to be none. */
  readonly none: readonly string[];
  /** Exports of a policy that have a form which is not known. */
  readonly unknown: readonly string[];
}

interface Source {
  /** Path within the server, such as `campaigns/campaign.service.ts`. */
  readonly file: string;
  readonly text: string;
}

export const isPolicy = (file: string): boolean => file.endsWith('.policy.ts');

/** What policies export that places may ask. The functions of access.ts are asked in the same way. */
export function targetsIn({ file, text }: Source): Map<string, string> {
  const found = new Map<string, string>();
  if (file === ACCESS) {
    found.set(`${ACCESS} signedIn`, 'Actor').set(`${ACCESS} allowOnly`, 'void').set(`${ACCESS} hasRole`, 'boolean');
    return found;
  }
  if (!isPolicy(file)) return found;
  for (const { name, type, node } of exportsOf(parse({ file, text })).guards) {
    if (NO_GUARDS[`${file} ${name}`] !== undefined) continue;
    found.set(`${file} ${name}`, type);
    if (!ts.isBlock(node) && !isFunction(node)) found.set(`${file} ${name} ${CONSTANT}`, type);
  }
  return found;
}

const ACCESS = 'platform/access.ts';
export function switched(given: Source, targets: Targets): Switched {
  const source = { ...given, text: unkept(given) };
  const tree = parse(source);
  const edits = new Edits(source.text);
  const names = new Map<string, number>();
  const guards: Guard[] = [];
  const none: string[] = [];
  const unknown: string[] = [];
  const enter = (kind: GuardKind, what: string): string => {
    const name = `${source.file} ${what}`;
    const times = (names.get(name) ?? 0) + 1;
    names.set(name, times);
    const id = times === 1 ? name : `${name} ${times}`;
    if (NO_GUARD_PLACES[id] === undefined) guards.push({ id, kind });
    else none.push(id);
    return JSON.stringify(id);
  };

  if (isPolicy(source.file)) {
    const exported = exportsOf(tree);
    unknown.push(...exported.unknown.map((name) => `${source.file} ${name}`));
    for (const { name, type, node } of exported.guards) {
      if (NO_GUARDS[`${source.file} ${name}`] !== undefined) continue;
      const id = enter(GuardKind.POLICY, name);
      const target = `${id}, ${JSON.stringify(type)}`;
      if (ts.isBlock(node))
        edits.put(
          node.getStart(tree) + 1,
          `if (${SWITCH}.isOff(${id})) return ${SWITCH}.allowed(${target}, [...arguments]);`,
        );
      else if (isFunction(node)) edits.wrap(node, { before: `${SWITCH}.call(${id}, `, after: `, ${target})` });
      else edits.wrap(node, { before: `${SWITCH}.condition(${id}, () => (`, after: `), ${id})` });
    }
    return { file: source.file, code: edits.done(), guards, none, unknown };
  }

  const asked = importedTargets(tree, { file: source.file, targets });
  const visit = (node: ts.Node, within: string): void => {
    const place = within === TOP ? (nameOf(node) ?? within) : within;
    if (ts.isIdentifier(node) && isUse(node)) {
      const target = asked.get(node.text);
      if (target !== undefined) {
        const id = enter(GuardKind.CALL, `${place} ${node.text}`);
        const type = targets.get(target) ?? '';
        const isCondition = type === 'Sql' && !isCalled(node) && isConstant(target, targets);
        if (isCondition)
          edits.wrap(node, { before: `${SWITCH}.condition(${id}, () => `, after: `, ${JSON.stringify(target)})` });
        else
          edits.wrap(node, {
            before: `${SWITCH}.call(${id}, `,
            after: `, ${JSON.stringify(target)}, ${JSON.stringify(type)})`,
          });
      }
    }
    if (ts.isPropertyAssignment(node) && node.name.getText(tree) === 'rule' && source.file.endsWith('.loader.ts'))
      edits.wrap(node.initializer, {
        before: `${SWITCH}.rule(${enter(GuardKind.RULE, `${place} rule`)}, `,
        after: ')',
      });
    if (ts.isShorthandPropertyAssignment(node) && node.name.text === 'rule')
      unknown.push(`${source.file} ${place} rule`);
    if (
      ts.isBinaryExpression(node) &&
      /^(context\.|tx\.)?actor$/.test(node.left.getText(tree)) &&
      comparesWithNull(node, tree)
    ) {
      const isRefusal = node.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken || throwsIf(node);
      const id = enter(GuardKind.ACTOR, `${place} actor`);
      edits.wrap(node, { before: `${SWITCH}.compared(${id}, (`, after: `), ${isRefusal ? 'false' : 'true'})` });
    }
    if (ts.isIfStatement(node) && refuses(node, tree) && !asksIn(node.expression, asked)) {
      const id = enter(GuardKind.REFUSAL, `${place} refusal`);
      edits.wrap(node.expression, { before: `!${SWITCH}.isOff(${id}) && (`, after: ')' });
    }
    if (
      ts.isTemplateExpression(node) &&
      ts.isTaggedTemplateExpression(node.parent) &&
      node.parent.tag.getText(tree) === 'sql'
    )
      for (const span of ownRows(node, tree)) {
        const id = enter(GuardKind.OWN_ROW, `${place} ${span.column}`);
        edits.put(span.start, '(');
        edits.put(span.end, ` or \${${SWITCH}.isOff(${id})}::boolean)`);
      }
    ts.forEachChild(node, (child) => visit(child, place));
  };
  visit(tree, TOP);

  for (const { file, name, stands, text } of NAMED_GUARDS.filter(({ file }) => file === source.file)) {
    const start = source.text.indexOf(text);
    if (start < 0 || source.text.includes(text, start + 1)) {
      unknown.push(`${file} ${name}: its text does not stand there once`);
      continue;
    }
    const id = enter(GuardKind.NAMED, name);
    edits.put(start, stands === 'where' ? '(' : `(!${SWITCH}.isOff(${id}) && (`);
    edits.put(start + text.length, stands === 'where' ? ` or \${${SWITCH}.isOff(${id})}::boolean)` : '))');
  }
  return { file: source.file, code: edits.done(), guards, none, unknown };
}

/** As it would be if nothing were kept from before. */
function unkept({ file, text }: Source): string {
  const kept = KEPT.find((one) => one.file === file);
  if (kept !== undefined && text.split(kept.text).length !== 2)
    throw new Error(`${kept.text} stands not once in ${file}.`);
  return kept === undefined ? text : text.replace(kept.text, kept.instead);
}

/** Outside of any name. */
const TOP = 'top';
const SWITCH = 'globalThis.guardSwitch';
const parse = ({ file, text }: Source): ts.SourceFile => ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
const isConstant = (target: string, targets: Targets): boolean => targets.has(`${target} ${CONSTANT}`);
/** Marks a condition that is no function. */
const CONSTANT = '(constant)';
