import { namedIn, typesOf } from '../../model/shapes.js';
import type { Service } from '../../model/service.js';
import type { Positions } from '../facts/change.js';

/** Where values of each named set of values are: in what requests or answers hold. */
export function valuePositions(service: Pick<Service, 'types'>): ReadonlyMap<string, Positions> {
  const types = typesOf(service);
  const found = new Map<string, Positions>();
  const mark = (name: string | undefined, { written, read }: Positions): void => {
    const type = types.get(name ?? '');
    if (type?.kind !== 'value') return;
    const known = found.get(type.name) ?? { written: false, read: false };
    found.set(type.name, { written: known.written || written, read: known.read || read });
    mark(namedIn(type.shape), { written, read });
  };
  for (const type of service.types)
    if (type.kind === 'object')
      for (const { shape } of type.fields)
        mark(namedIn(shape), { written: type.inRequests, read: type.inAnswers });
  return found;
}
