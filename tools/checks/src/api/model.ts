import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { directoryOf, manifestOf } from '../repository.js';
import type { PublishedPackage } from '../repository.js';

/** One exported name, or one that exported declarations mention. */
export interface ApiItem {
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'type' | 'function' | 'variable' | 'namespace';
  /** Its declarations as the compiler wrote them, without comments. Overloads are several. */
  readonly declarations: readonly string[];
  /** The text of its doc comment, links and tags included. */
  readonly documentation: string;
  /** Doc comments of its members, by name. */
  readonly members: ReadonlyMap<string, string>;
}

/** What one export path of a package gives to its users. */
export interface ApiEntry {
  readonly packageName: string;
  /** As users write it: `@qcvm/client/wire`. */
  readonly specifier: string;
  readonly exported: readonly ApiItem[];
  /** Not exported from any path of the package, but part of what is. */
  readonly reached: readonly ApiItem[];
}

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
  types: ['node'],
  skipLibCheck: true,
  strict: true,
  noEmit: true,
};

const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed });

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;

const isPrivate = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.PrivateKeyword);

/** A declaration is what a user reads: private members and `declare` are left out. */
function print(node: ts.Declaration): string {
  const statement = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  const shown =
    ts.isClassDeclaration(statement) && statement.members.some(isHidden)
      ? ts.factory.updateClassDeclaration(
          statement,
          statement.modifiers,
          statement.name,
          statement.typeParameters,
          statement.heritageClauses,
          statement.members.filter((member) => !isHidden(member)),
        )
      : statement;
  return printer
    .printNode(ts.EmitHint.Unspecified, shown, node.getSourceFile())
    .replace(/^(export )?(declare )?/, '');
}

const isHidden = (member: ts.ClassElement): boolean =>
  isPrivate(member) || (member.name !== undefined && ts.isPrivateIdentifier(member.name));

function kindOf(node: ts.Declaration): ApiItem['kind'] | undefined {
  if (ts.isClassDeclaration(node)) return 'class';
  if (ts.isInterfaceDeclaration(node)) return 'interface';
  if (ts.isTypeAliasDeclaration(node)) return 'type';
  if (ts.isFunctionDeclaration(node)) return 'function';
  if (ts.isVariableDeclaration(node))
    return node.type !== undefined && ts.isFunctionTypeNode(node.type) ? 'function' : 'variable';
  if (ts.isModuleDeclaration(node) || ts.isSourceFile(node)) return 'namespace';
  return undefined;
}

/** The text between the comment's marks: enough for a reader, and nothing is lost on the way. */
function commentOf(node: ts.Node): string {
  const owner = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  const comment = ts.getJSDocCommentsAndTags(owner).filter(ts.isJSDoc).at(-1);
  if (comment === undefined) return '';
  return comment
    .getText()
    .replace(/^\/\*\*|\*\/$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd())
    .join('\n')
    .trim();
}

function membersOf(node: ts.Declaration): readonly (readonly [string, string])[] {
  const members =
    ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node)
      ? node.members
      : ts.isTypeAliasDeclaration(node) && ts.isTypeLiteralNode(node.type)
        ? node.type.members
        : [];
  return [...members].flatMap((member) => {
    const text = commentOf(member);
    const name = member.name?.getText() ?? (ts.isCallSignatureDeclaration(member) ? '()' : '');
    return text === '' || name === '' || isPrivate(member) ? [] : [[name, text] as const];
  });
}

class Reader {
  readonly #checker: ts.TypeChecker;
  readonly #packageDirectory: string;

  constructor(checker: ts.TypeChecker, packageDirectory: string) {
    this.#checker = checker;
    this.#packageDirectory = packageDirectory;
  }

  resolve(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
  }

  item(name: string, symbol: ts.Symbol): ApiItem | undefined {
    const declarations = (symbol.declarations ?? []).filter((node) => kindOf(node) !== undefined);
    const kind = declarations[0] && kindOf(declarations[0]);
    if (kind === undefined) return undefined;
    return {
      name,
      kind,
      declarations: kind === 'namespace' ? [`namespace ${name}`] : declarations.map(print),
      documentation: declarations.map(commentOf).find((text) => text !== '') ?? '',
      members: new Map(declarations.flatMap(membersOf)),
    };
  }

  /** The package's own symbols that a symbol's declarations mention. */
  mentioned(symbol: ts.Symbol): readonly ts.Symbol[] {
    const found = new Set<ts.Symbol>();
    const visit = (node: ts.Node): void => {
      if (ts.isClassElement(node) && isHidden(node)) return;
      if (ts.isIdentifier(node)) {
        const target = this.#checker.getSymbolAtLocation(node);
        const resolved = target && this.resolve(target);
        if (resolved !== undefined && resolved !== symbol && this.#isOwn(resolved)) found.add(resolved);
      }
      ts.forEachChild(node, visit);
    };
    for (const node of symbol.declarations ?? []) if (!ts.isSourceFile(node)) visit(node);
    return [...found];
  }

  /** Declared at the top of one of the package's files, so that it can be printed by itself. */
  #isOwn(symbol: ts.Symbol): boolean {
    return (symbol.declarations ?? []).some((node) => {
      const statement = ts.isVariableDeclaration(node) ? node.parent.parent : node;
      return (
        kindOf(node) !== undefined &&
        !ts.isSourceFile(node) && // a whole module, imported as a namespace
        ts.isSourceFile(statement.parent) &&
        node.getSourceFile().fileName.startsWith(`${this.#packageDirectory}/dist/`)
      );
    });
  }
}

/** Everything that can be reached from the exported symbols and is exported nowhere. */
function reach(
  reader: Reader,
  exported: readonly ts.Symbol[],
  everywhere: ReadonlySet<ts.Symbol>,
): ApiItem[] {
  const seen = new Set<ts.Symbol>(exported);
  const queue = [...exported];
  const items: ApiItem[] = [];
  for (let symbol = queue.pop(); symbol !== undefined; symbol = queue.pop())
    for (const next of reader.mentioned(symbol)) {
      if (seen.has(next) || everywhere.has(next)) continue;
      seen.add(next);
      queue.push(next);
      const item = reader.item(next.name, next);
      if (item !== undefined) items.push(item);
    }
  return items.sort(byName);
}

/** Export paths for the packages and generators of this repository: they promise nothing, and are no part of the public API. */
const internal: readonly string[] = ['@qcvm/codegen/toolkit', '@qcvm/client/internal'];

/** Reads what each export path of a built package gives to its users, from the .d.ts files that they get. */
export function readApi(name: PublishedPackage): readonly ApiEntry[] {
  const directory = directoryOf(name);
  const manifest = manifestOf(directory);
  const paths = Object.entries(manifest.exports ?? {}).flatMap(([path, target]) =>
    typeof target === 'string' && target.endsWith('.js') && !internal.includes(manifest.name + path.slice(1))
      ? [{ path, file: join(directory, target.replace(/\.js$/, '.d.ts')) }]
      : [],
  );
  for (const { file } of paths)
    if (!existsSync(file)) throw new Error(`${file} does not exist. Run \`npm run build\` first.`);
  const program = ts.createProgram(
    paths.map(({ file }) => file),
    options,
  );
  const checker = program.getTypeChecker();
  const reader = new Reader(checker, directory);
  const entries = paths.map(({ path, file }) => {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    const symbols = module === undefined ? [] : checker.getExportsOfModule(module);
    return {
      path,
      symbols: symbols.map((symbol) => ({ name: symbol.name, symbol: reader.resolve(symbol) })),
    };
  });
  const everywhere = new Set(entries.flatMap(({ symbols }) => symbols.map(({ symbol }) => symbol)));
  return entries.map(({ path, symbols }) => ({
    packageName: manifest.name,
    specifier: `${manifest.name}${path.slice(1)}`,
    exported: symbols.flatMap(({ name: each, symbol }) => reader.item(each, symbol) ?? []).sort(byName),
    reached: reach(
      reader,
      symbols.map(({ symbol }) => symbol),
      everywhere,
    ),
  }));
}
