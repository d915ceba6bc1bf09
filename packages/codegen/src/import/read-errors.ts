import { Cursor } from '../spec/cursor.js';
import { didYouMean } from '../spec/did-you-mean.js';
import { Spec } from '../spec/spec.js';
import { readJson } from '../spec/yaml-file.js';
import { byCodeUnits } from '../model/names.js';
import type { Description } from './description.js';
import type { Json } from './openapi.js';

/** A dotted word. */
const codePattern = /^[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)*$/;

/**
 * Reads which error codes each Action may answer with, `{ "perAction": { "StopInstances": ["…"] } }`, and gives the same
 * sorted, without the texts that may stand beside it.
 *
 * @throws SpecError with what is wrong with it, and where.
 */
export function errorNames(
  source: { readonly name: string; readonly text: string },
  description: Description,
): Json {
  const spec = new Spec();
  const root = new Cursor(readJson(source.name, source.text, spec.problems));
  spec.refuse();
  const perAction = root.get('perAction');
  if (perAction?.isObject !== true) {
    const what = 'there is no object "perAction"';
    spec.report(root, { what, remedy: 'give a file with the error codes by Action' });
  }
  const known = new Set(description.actions.map(({ name }) => name));
  const codes = (perAction?.entries() ?? []).map(([action, list]) => {
    if (!known.has(action)) {
      const what = `there is no Action "${action}"`;
      spec.report(list, {
        what,
        remedy: didYouMean(action, known, 'give the error codes of the same version'),
      });
    }
    if (!Array.isArray(list.value)) {
      spec.report(list, {
        what: `the codes of "${action}" are no list`,
        remedy: 'write ["InvalidParameter"]',
      });
    }
    for (const item of list.items()) {
      if (typeof item.value === 'string' && codePattern.test(item.value)) continue;
      const what = `${JSON.stringify(item.value)} is no error code`;
      spec.report(item, { what, remedy: 'write a dotted word such as InvalidParameter.Malformed' });
    }
    return [action, [...new Set(list.items().map(({ value }) => String(value)))].sort(byCodeUnits)] as const;
  });
  spec.refuse();
  const { service, version } = description;
  return { service, version, actions: Object.fromEntries(codes) };
}
