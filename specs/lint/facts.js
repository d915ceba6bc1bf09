// @ts-check
/** Rules on what makes a spec worth trusting: descriptions, sources, and only words that mean something. */
import { readFileSync } from 'node:fs';

/** @typedef {import('./spec.js').Spec} Spec */
/** @typedef {import('./spec.js').Path} Path */
/** @typedef {import('./spec.js').Problem} Problem */

/** @param {unknown} text */
const isText = (text) => typeof text === 'string' && text.trim().length > 2;

/** @param {unknown} text */
const isSource = (text) => typeof text === 'string' && /^https:\/\/\S+$/.test(text);

/**
 * @param {Record<string, any> | undefined} schema
 * @param {Path} path
 * @returns {Problem[]}
 */
function undescribedParts(schema, path) {
  const properties = Object.entries(schema?.['properties'] ?? {}).flatMap(([name, property]) => {
    const at = [...path, 'properties', name];
    return [
      ...(isText(property?.description) ? [] : [{ path: at, message: `"${name}" needs a description.` }]),
      ...undescribedParts(property, at),
    ];
  });
  const items = schema?.['items'];
  return items === undefined || '$ref' in items
    ? properties
    : [...properties, ...undescribedParts(items, [...path, 'items'])];
}

/** Every operation, schema, parameter and field says what it is. @param {Spec} spec */
export function described(spec) {
  return [
    ...spec.operations
      .filter(({ operation }) => !isText(operation['description']))
      .map(({ action, path }) => ({ path, message: `${action} needs a description.` })),
    ...spec.schemas.flatMap(([name, schema]) => {
      const path = ['components', 'schemas', name];
      const own = isText(schema['description']) ? [] : [{ path, message: `${name} needs a description.` }];
      return [...own, ...undescribedParts(schema, path)];
    }),
  ];
}

/** Every operation, and every schema with all its parameters and fields, cites the page it is taken from. @param {Spec} spec */
export function cited(spec) {
  const operations = spec.operations
    .filter(({ operation }) => !isSource(operation['externalDocs']?.url))
    .map(({ action, path }) => ({
      path,
      message: `${action} needs externalDocs.url with the page that documents it.`,
    }));
  const schemas = spec.schemas
    .filter(([, schema]) => !isSource(schema['x-qcloud-source']))
    .map(([name]) => ({
      path: ['components', 'schemas', name],
      message: `${name} needs x-qcloud-source with the page it is taken from.`,
    }));
  return [...operations, ...schemas];
}

/**
 * All x- words of the dialect: the schema is the one place that lists them.
 * @returns {ReadonlySet<string>}
 */
function readWords() {
  const schema = readFileSync(new URL('../dialect.schema.json', import.meta.url), 'utf8');
  return new Set(schema.match(/(?<=")x-qcloud-[a-z-]+(?=":)/g));
}

const words = readWords();

/**
 * @param {unknown} node
 * @param {Path} path
 * @returns {Problem[]}
 */
function unknownWords(node, path) {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) => {
    const at = [...path, Array.isArray(node) ? Number(name) : name];
    // The value of an example is data of the service, not part of the spec's own language.
    if (name === 'value' && path.includes('examples')) return [];
    const known = !name.startsWith('x-') || words.has(name);
    const message = `"${name}" is no word of the dialect: correct its spelling, or add it to dialect.schema.json and README.md.`;
    return [...(known ? [] : [{ path: at, message }]), ...unknownWords(value, at)];
  });
}

/** Every x- word is one of the dialect. @param {Spec} spec */
export function knownWords(spec) {
  return unknownWords(spec.module, []);
}

/** A pattern covers the whole value and says in words what it means. @param {Spec} spec */
export function patternMeaning(spec) {
  /**
   * @param {any} node
   * @param {Path} path
   * @returns {Problem[]}
   */
  const walk = (node, path) => {
    if (typeof node !== 'object' || node === null) return [];
    /** @type {Problem[]} */
    const own = [];
    if (typeof node.pattern === 'string') {
      if (!/^\^.*\$$/s.test(node.pattern)) {
        own.push({
          path: [...path, 'pattern'],
          message: 'Begin the pattern with ^ and end it with $: it is meant for the whole value.',
        });
      }
      if (!isText(node['x-qcloud-meaning'])) {
        own.push({
          path: [...path, 'pattern'],
          message: 'Say beside the pattern what it means, with x-qcloud-meaning: "an instance id such as …".',
        });
      }
    }
    return [...own, ...Object.entries(node).flatMap(([name, child]) => walk(child, [...path, name]))];
  };
  return spec.schemas.flatMap(([name, schema]) => walk(schema, ['components', 'schemas', name]));
}
