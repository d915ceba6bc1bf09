import { Spec, byCodeUnits, compileDialect, didYouMean } from '@qcvm/codegen/toolkit';
import type { Service } from '@qcvm/codegen/toolkit';
import { schemaOf } from '../load/schema.js';
import type { Model } from '../model/v2.js';
import { checkErrors } from './check-errors.js';
import { checkFields } from './check-fields.js';
import { checkValues } from './check-values.js';
import { checkComplete, checkName, type Context } from './context.js';
import { actionOf, successionOf } from './model.js';
import type { Succession, SuccessionFile } from './model.js';

const schemaPath = 'succession/schema.json';

/** Files of succession, and their schema, below the specs directory. */
export function isSuccessionPath(path: string): boolean {
  return /^succession\/[a-z][a-z0-9]*\.yaml$/.test(path) || path === schemaPath;
}

export interface SuccessionOptions {
  /** The texts of the specs, by their path below the specs directory. */
  readonly texts: ReadonlyMap<string, string>;
  readonly shownAs?: (path: string) => string;
  readonly model: Model;
  /** The described services of API 3.0. */
  readonly services: readonly Service[];
}

/** Every operation that is described in API 2.0 has one row, and only Actions that there are are named. */
function checkOperations(context: Context): void {
  const { spec, root, succession, old, services, target } = context;
  const carried = root.get('carried');
  const elsewhere = root.get('elsewhere');
  const rows = [...(carried?.names() ?? []), ...(elsewhere?.names() ?? [])];
  for (const [action, at] of elsewhere?.entries() ?? []) {
    if (carried?.has(action) === true)
      spec.report(at, {
        what: `${action} is carried as well`,
        remedy: 'leave one of the rows out',
        part: 'key',
      });
    for (const each of at.get('to')?.items() ?? []) {
      const to = actionOf(String(each.value), succession.to);
      const service = services.find(({ name, version }) => name === to.service && version === to.version);
      const actions = service?.operations.map((operation) => operation.action) ?? [to.action];
      if (actions.includes(to.action)) continue;
      const what = `${to.service} ${to.version} has no Action "${to.action}"`;
      spec.report(each, { what, remedy: didYouMean(to.action, actions, 'correct it') });
    }
  }
  if (old === undefined) {
    if (carried)
      spec.report(carried, { what: 'the service is not described in API 2.0', remedy: 'describe it' });
    return;
  }
  const missing = old.operations.map(({ action }) => action).filter((action) => !rows.includes(action));
  checkComplete(context, carried ?? elsewhere ?? root, {
    names: missing,
    of: `${old.name} in API 2.0`,
    remedy: 'say what carries it, or what there is elsewhere',
  });
  for (const [, at] of carried?.entries() ?? []) {
    const names = old.operations.map(({ action }) => action);
    checkName(context, at, { names, of: `${old.name} in API 2.0`, part: 'key' });
    checkName(context, at.get('by'), {
      names: target?.operations.map(({ action }) => action) ?? [],
      of: `${succession.to.service} ${succession.to.version}`,
    });
  }
  for (const each of succession.carried) {
    const before = old.operations.find(({ action }) => action === each.action);
    const now = target?.operations.find(({ action }) => action === each.by);
    const at = carried?.get(each.action);
    if (before && now && at) checkFields(context, { carried: each, at, old: before, now });
  }
}

/**
 * Reads and checks what became of the operations of API 2.0.
 *
 * @throws SpecError with every problem that was found.
 */
export function loadSuccessions({ texts, model, services, ...options }: SuccessionOptions): Succession[] {
  const paths = [...texts.keys()]
    .filter((path) => isSuccessionPath(path) && path !== schemaPath)
    .sort(byCodeUnits);
  if (paths.length === 0) return [];
  const spec = new Spec(new Map(paths.map((path) => [path, texts.get(path) ?? ''])), options.shownAs);
  spec.refuse();
  const check = compileDialect(schemaOf({ ...options, texts, path: schemaPath }));
  const roots = paths.flatMap((path) => {
    const root = spec.root(path);
    if (root) check(spec, root);
    return root === undefined ? [] : [{ path, root }];
  });
  spec.refuse();
  const read = roots.map(({ path, root }) => {
    const succession = successionOf(root.value as SuccessionFile, `specs/${path}`);
    const { service, to } = succession;
    const fileName = path.replace(/^.*\/|\.yaml$/g, '');
    const named = root.at('succession', 'service');
    if (named && service !== fileName)
      spec.report(named, {
        what: `the service is called "${service}", but its file "${fileName}"`,
        remedy: 'make both the same',
      });
    const context: Context = {
      spec,
      root,
      succession,
      common: model.common,
      old: model.services.find(({ name }) => name === service),
      services,
      target: services.find(({ name, version }) => name === to.service && version === to.version),
    };
    checkValues(context);
    checkErrors(context);
    checkOperations(context);
    return succession;
  });
  spec.refuse();
  return read;
}
