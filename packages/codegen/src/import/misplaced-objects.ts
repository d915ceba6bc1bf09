import type { SaidProblem } from '../spec/spec.js';
import type { Path } from '../spec/yaml-file.js';
import { reached } from './description.js';
import type { Description } from './description.js';

/**
 * Objects of a whole description that stand in no place, or in the wrong one. In every file of the vendor's an object is what one
 * Action takes or gives, or a part of others; what is given has a request id.
 */
export function* misplacedObjects({
  actions,
  objects,
}: Pick<Description, 'actions' | 'objects'>): Generator<SaidProblem & { readonly path: Path }> {
  const members = new Map(objects.map((object) => [object.name, object.members]));
  const places = new Map<string, string>();
  for (const action of actions)
    for (const side of ['input', 'output'] as const) {
      const [object, path] = [action[side], ['actions', action.name, side]];
      const place = places.get(object);
      if (place !== undefined) {
        const what = `"${object}" cannot be the ${side} of "${action.name}": it is the ${place} already`;
        yield { path, what, remedy: `give the object of its own ${side}, or fetch the file again` };
      } else if (side === 'output' && members.get(object)?.every(({ name }) => name !== 'RequestId')) {
        const what = `"${object}" cannot be the output of "${action.name}": it has no "RequestId", as every answer has`;
        yield { path, what, remedy: 'give the object of its answers, or fetch the file again' };
      }
      places.set(object, `${side} of "${action.name}"`);
    }
  const used = reached(
    { objects },
    [...places.keys()].map((object) => [object, '']),
  );
  for (const { name } of objects)
    if (!used.has(name))
      yield {
        path: ['objects', name],
        what: `no Action takes or gives the object "${name}", alone or inside of another`,
        remedy: 'leave it out, or correct what should name it',
        part: 'key',
      };
}
