/** The forms that guards have in the syntax of the server. */
import ts from 'typescript';

/** Guards that places ask, by file and name within the server, with what they give back. */
export type Targets = ReadonlyMap<string, string>;

/** Refusals that say who may, and not that something is missing or malformed. */
const REFUSED = /ErrorCode\.(FORBIDDEN|UNAUTHENTICATED|NOT_INDEPENDENT)\b/;
/** The type of conditions that are written as constants. */
const CONSTANT = 'Sql';

export const isFunction = (node: ts.Node): boolean => ts.isArrowFunction(node) || ts.isFunctionExpression(node);

export interface Exported {
  readonly name: string;
  /** As annotated; `boolean` where nothing is said. */
  readonly type: string;
  /** The body of a function statement, or what a constant is given. */
  readonly node: ts.Node;
}

export function exportsOf(tree: ts.SourceFile): { guards: Exported[]; unknown: string[] } {
  const guards: Exported[] = [];
  const unknown: string[] = [];
  for (const statement of tree.statements) {
    if (ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement)) continue;
    if (ts.isExportDeclaration(statement) && statement.isTypeOnly) continue;
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (ts.isExportAssignment(statement) || ts.isExportDeclaration(statement))
      unknown.push(statement.getText(tree).slice(0, 60));
    if (isExported !== true) continue;
    const isDefault = ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
    if (
      ts.isFunctionDeclaration(statement) &&
      statement.body !== undefined &&
      statement.name !== undefined &&
      isDefault !== true
    )
      guards.push({
        name: statement.name.text,
        type: statement.type?.getText(tree) ?? 'boolean',
        node: statement.body,
      });
    else if (ts.isVariableStatement(statement))
      for (const { name, type, initializer } of statement.declarationList.declarations) {
        const given = name.getText(tree);
        if (initializer !== undefined && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)))
          guards.push({ name: given, type: initializer.type?.getText(tree) ?? 'boolean', node: initializer });
        else if (initializer !== undefined && type?.getText(tree) === CONSTANT)
          guards.push({ name: given, type: CONSTANT, node: initializer });
        else unknown.push(given);
      }
    else unknown.push(statement.getText(tree).slice(0, 60));
  }
  return { guards, unknown };
}

/** By the name that the file calls it: which guard of a policy or of access.ts is meant. */
export function importedTargets(
  tree: ts.SourceFile,
  { file, targets }: { readonly file: string; readonly targets: Targets },
): Map<string, string> {
  const asked = new Map<string, string>();
  for (const statement of tree.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const from = new URL(statement.moduleSpecifier.text, `file:///${file}`).pathname.slice(1);
    const bindings = statement.importClause?.namedBindings;
    if (bindings === undefined || !ts.isNamedImports(bindings)) continue;
    for (const { name, propertyName } of bindings.elements) {
      const target = `${from} ${(propertyName ?? name).text}`;
      if (targets.has(target)) asked.set(name.text, target);
    }
  }
  return asked;
}

/** An identifier that stands for a value: neither an import, a property, nor a name that is given. */
export function isUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isImportSpecifier(parent) || ts.isTypeNode(parent)) return false;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return !(
    ts.isParameter(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isBindingElement(parent) ||
    (ts.isFunctionDeclaration(parent) && parent.name === node)
  );
}

export const isCalled = (node: ts.Identifier): boolean =>
  ts.isCallExpression(node.parent) && node.parent.expression === node;

export function comparesWithNull({ operatorToken, right }: ts.BinaryExpression, tree: ts.SourceFile): boolean {
  const { kind } = operatorToken;
  return (
    (kind === ts.SyntaxKind.EqualsEqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsEqualsToken) &&
    right.getText(tree) === 'null'
  );
}

export const throwsIf = (node: ts.Node): boolean =>
  ts.isIfStatement(node.parent) && ts.isThrowStatement(node.parent.thenStatement);

export function refuses({ thenStatement }: ts.IfStatement, tree: ts.SourceFile): boolean {
  const thrown =
    ts.isBlock(thenStatement) && thenStatement.statements.length === 1 ? thenStatement.statements[0] : thenStatement;
  return thrown !== undefined && ts.isThrowStatement(thrown) && REFUSED.test(thrown.getText(tree));
}

/** Whether a guard that is switched by itself stands in the condition. */
export function asksIn(node: ts.Node, asked: ReadonlyMap<string, string>): boolean {
  if (ts.isIdentifier(node) && (asked.has(node.text) || node.text === 'actor')) return true;
  return ts.forEachChild(node, (child) => asksIn(child, asked) || undefined) ?? false;
}

/** What stands in a function or value of the file goes by its name, in a class by that of the method. */
export function nameOf(node: ts.Node): string | null {
  if (ts.isMethodDeclaration(node) || ts.isFunctionDeclaration(node)) return node.name?.getText() ?? null;
  if (!ts.isVariableDeclaration(node)) return null;
  if (ts.isIdentifier(node.name)) return node.name.text;
  const [first] = node.name.elements;
  return first !== undefined && ts.isBindingElement(first) ? first.name.getText() : null;
}

export interface OwnRow {
  readonly column: string;
  /** Where the condition begins and ends in the file. */
  readonly start: number;
  readonly end: number;
}

/** Of `… and person_id = ${actor.personId}::uuid …`: the comparison. */
export function ownRows(template: ts.TemplateExpression, tree: ts.SourceFile): OwnRow[] {
  return template.templateSpans.flatMap((span, place): OwnRow[] => {
    if (!/\bactor\b.*personId/.test(span.expression.getText(tree))) return [];
    const before = place === 0 ? template.head : template.templateSpans[place - 1]?.literal;
    if (before === undefined) return [];
    const lead = tree.text.slice(before.getStart(tree), before.getEnd());
    const [, column] = /(?:\bwhere|\band|\bor|\bon|\()\s+((?:\w+\.)?\w+) = \$\{$/.exec(lead.replace('(', '( ')) ?? [];
    if (column === undefined) return [];
    const after = /^\}::uuid/.exec(tree.text.slice(span.literal.getStart(tree))) === null ? 1 : '}::uuid'.length;
    const start = before.getEnd() - `${column} = \${`.length;
    return [{ column: column.split('.').at(-1) ?? column, start, end: span.literal.getStart(tree) + after }];
  });
}
