// @ts-check
/**
 * What the rules read: one module file and the common file it refers to, as plain data. Rules look things up here
 * instead of walking the document, because most of them compare facts that stand far apart.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** @typedef {Record<string, any>} Json */
/** @typedef {readonly (string | number)[]} Path */
/** @typedef {{ path: Path, message: string }} Problem */
/** @typedef {{ file: 'module' | 'common', node: Json | undefined }} Found */
/** @typedef {{ key: string, action: string, path: Path, operation: Json, input: Found, output: Found }} Operation */

export class Spec {
  /**
   * @param {Json} module the parsed module file
   * @param {URL} commonFile where the common file is
   */
  constructor(module, commonFile) {
    this.module = module;
    /** @type {Json} */
    this.common = parse(readFileSync(commonFile, 'utf8'));
  }

  /** @returns {Json} */
  get moduleErrors() {
    return this.module['components']?.['x-qcloud-errors'] ?? {};
  }

  /** @returns {Json} */
  get commonErrors() {
    return this.common['components']?.['x-qcloud-errors'] ?? {};
  }

  /** @returns {[name: string, schema: Json][]} */
  get schemas() {
    return Object.entries(this.module['components']?.schemas ?? {});
  }

  /**
   * A schema of the module by name.
   * @param {string} name
   * @returns {Found}
   */
  schema(name) {
    return { file: 'module', node: this.module['components']?.schemas?.[name] };
  }

  /**
   * What a node refers to, in the end; the node itself when it is no reference.
   * @param {Found} found
   * @returns {Found}
   */
  follow(found) {
    let { file, node } = found;
    for (let step = 0; step < 16 && typeof node?.['$ref'] === 'string'; step += 1) {
      const [path, pointer = ''] = node['$ref'].split('#');
      if (path !== '') file = 'common';
      /** @type {Json | undefined} */
      let target = file === 'common' ? this.common : this.module;
      for (const name of pointer.split('/').slice(1)) target = target?.[name];
      node = target;
    }
    return { file, node };
  }

  /**
   * A property of an object schema, its references followed.
   * @param {Found} object
   * @param {unknown} name
   * @returns {Found}
   */
  property(object, name) {
    const { file, node } = this.follow(object);
    return this.follow({ file, node: node?.['properties']?.[String(name)] });
  }

  /**
   * The items of a list schema, their references followed.
   * @param {Found} list
   * @returns {Found}
   */
  items(list) {
    return this.follow({ file: list.file, node: list.node?.['items'] });
  }

  /** @returns {Operation[]} */
  get operations() {
    return Object.entries(this.module['paths'] ?? {}).flatMap(([key, item]) => {
      const operation = item?.post;
      if (operation === undefined) return [];
      const action = String(operation['x-qcloud-action'] ?? '');
      const [input, output] = [this.schema(`${action}Input`), this.schema(`${action}Output`)];
      return [{ key, action, path: ['paths', key, 'post'], operation, input, output }];
    });
  }
}

/**
 * Names for a message: `a, b or c`.
 * @param {readonly string[]} names
 */
export function oneOf(names) {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
