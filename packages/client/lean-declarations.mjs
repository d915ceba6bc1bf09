// @ts-check
/** Makes declarations smaller, by some 14 kB: of an installation they are a third. A compiler takes as long for them. */
import ts from 'typescript';

/** @typedef {{ readonly from: string, readonly to: string }} Name what something is called where it is from, and where it goes */

/** @param {'import' | 'export'} word @param {readonly Name[]} names @param {string} [path] */
function statement(word, names, path) {
  if (names.length === 0) return '';
  const list = names.map(({ from, to }) => (from === to ? from : `${from} as ${to}`)).join(', ');
  return `${word} { ${list} }${path === undefined ? '' : ` from ${path}`};\n`;
}

/** @param {ts.NodeArray<ts.ImportSpecifier | ts.ExportSpecifier>} elements @returns {readonly Name[]} */
const namesOf = (elements) =>
  elements.map(({ propertyName, name }) => ({ from: (propertyName ?? name).text, to: name.text }));

/** The name that a declaration makes. @param {ts.Statement} node @returns {string | undefined} */
function declaredBy(node) {
  if (ts.isVariableStatement(node)) {
    const [first, ...more] = node.declarationList.declarations;
    return first && more.length === 0 && ts.isIdentifier(first.name) ? first.name.text : undefined;
  }
  const isDeclaration =
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isEnumDeclaration(node);
  return isDeclaration ? node.name?.text : undefined;
}

/**
 * Has `export` at each declaration, and passes on what another file has without importing it first, where a bundler lists all of
 * them, once as imports and once as exports.
 *
 * @param {string} code
 * @throws Error for a statement of a kind that a bundle has not had so far
 */
function exportInPlace(code) {
  const source = ts.createSourceFile('bundle.d.ts', code, ts.ScriptTarget.Latest, true);
  /** @type {{ readonly names: readonly Name[], readonly path: string }[]} */
  const imports = [];
  /** What is exported, by its name here. @type {Map<string, string>} */
  const exported = new Map();
  /** @type {{ readonly node: ts.Statement, readonly name: string }[]} */
  const declarations = [];
  /** @type {Set<string>} */
  const used = new Set();
  /** @param {ts.Node} node */
  const noteNames = (node) => {
    if (ts.isIdentifier(node)) used.add(node.text);
    ts.forEachChild(node, noteNames);
  };

  for (const node of source.statements) {
    const bindings = ts.isImportDeclaration(node) ? node.importClause?.namedBindings : undefined;
    const clause = ts.isExportDeclaration(node) && !node.moduleSpecifier ? node.exportClause : undefined;
    const name = declaredBy(node);
    if (ts.isImportDeclaration(node) && bindings && ts.isNamedImports(bindings) && !node.importClause?.name)
      imports.push({ names: namesOf(bindings.elements), path: node.moduleSpecifier.getText() });
    else if (clause && ts.isNamedExports(clause))
      for (const { from, to } of namesOf(clause.elements)) {
        if (exported.has(from)) throw new Error(`lean-declarations.mjs: ${from} is exported by two names`);
        exported.set(from, to);
      }
    else if (name !== undefined) {
      declarations.push({ node, name });
      noteNames(node);
    } else throw new Error(`lean-declarations.mjs: unknown statement ${node.getText().slice(0, 80)}`);
  }

  const declared = declarations.map(({ node, name }) => {
    const comment = code.slice(node.getFullStart(), node.getStart());
    return `${comment}${exported.get(name) === name ? 'export ' : ''}${node.getText()}`;
  });
  // Each overload is a declaration of the same name.
  for (const { name } of declarations) if (exported.get(name) === name) exported.delete(name);
  const passedOn = imports.map(({ names, path }) => {
    const passed = names.flatMap(({ from, to: here }) => {
      const to = exported.get(here);
      exported.delete(here);
      return to === undefined ? [] : [{ from, to }];
    });
    const needed = names.filter(({ to: here }) => used.has(here));
    return statement('import', needed, path) + statement('export', passed, path);
  });
  const rest = [...exported].map(([from, to]) => ({ from, to }));
  // Without such a statement, all that a file of declarations declares is exported.
  return `${passedOn.join('')}${declared.join('').trim()}\n${statement('export', rest) || 'export {};\n'}`;
}

/** Without indents, and without comments that only name a source. @param {string} code */
const withoutIndents = (code) => code.replaceAll(/^(?:\t+|(?: {2})+|\/\/ .*\n)/gm, '');

/** @param {string} code */
export const leanDeclarations = (code) => exportInPlace(withoutIndents(code));
