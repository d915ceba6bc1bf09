// @ts-check
/** Makes declarations quicker to read for a compiler, which reads all of a file, of whatever little is imported. */

const declaration = /^(?=(?:declare )?(?:abstract )?(?:interface|type|const|class|function|enum) ([\w$]+))/gm;
const importLine = /^import \{ (.*) \} from "(.*)";\n/gm;
const exportLine = /^export \{ (.*) \};\n?/m;
const comment = /\/\*[^]*?\*\//g;

/** `a, type b, c as d`, as pairs of names. @param {string} [list] @returns {readonly (readonly [string, string])[]} */
const pairsOf = (list = '') =>
  [...list.matchAll(/(?:type )?([\w$]+)(?: as ([\w$]+))?(?:, |$)/g)].map(([, from = '', to = from]) => [
    from,
    to,
  ]);

/** @param {'import' | 'export'} word @param {readonly (readonly [string, string])[]} pairs @param {string} [path] */
function statement(word, pairs, path) {
  if (pairs.length === 0) return '';
  const names = pairs.map(([from, to]) => (from === to ? from : `${from} as ${to}`)).join(', ');
  return `${word} { ${names} }${path === undefined ? '' : ` from "${path}"`};\n`;
}

/**
 * Has `export` at each declaration, and passes on what another file has without importing it first, where a bundler lists all of
 * them at the end: for a compiler, each name of a list is a symbol more.
 * @param {string} code
 */
function exportInPlace(code) {
  const exported = new Map(pairsOf(exportLine.exec(code)?.[1]));
  const body = code.replace(importLine, '').replace(exportLine, '');
  const used = new Set(body.replace(comment, '').match(/[\w$]+/g));
  const declared = body.replace(declaration, (_, name) => (exported.get(name) === name ? 'export ' : ''));
  for (const [, name = ''] of body.matchAll(declaration))
    if (exported.get(name) === name) exported.delete(name);
  const passedOn = [...code.matchAll(importLine)].map(([, list, path]) => {
    const names = pairsOf(list);
    const passed = names.flatMap(([from, here]) => {
      const to = exported.get(here);
      exported.delete(here);
      return to === undefined ? [] : [/** @type {const} */ ([from, to])];
    });
    const needed = names.filter(([, here]) => used.has(here));
    return statement('import', needed, path) + statement('export', passed, path);
  });
  // Without such a statement, all that a file of declarations declares is exported.
  const rest = statement('export', [...exported]) || 'export {};\n';
  return passedOn.join('') + declared + rest;
}

/** A compiler reads what is within a comment that has `@see` or `@link` in it; a link without them is one as well. @param {string} code */
const plainLinks = (code) => code.replaceAll(/\{@link ([\w$]+)\}/g, '`$1`').replaceAll('* @see', '* See');

/** Without indents, and without comments that only name a source. @param {string} code */
const withoutIndents = (code) => code.replaceAll(/^(?:\t+|(?: {2})+|\/\/ .*\n)/gm, '');

/** @param {string} code */
export const leanDeclarations = (code) => exportInPlace(plainLinks(withoutIndents(code)));
