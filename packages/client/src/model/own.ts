// Reading fields by their owners only. Another library may have put anything on `Object.prototype`: a client must not send to a
// region, count as done by a state, or make a property by a getter that it finds there.

/** Instead of `Object.prototype`: an object whose prototype is `null` itself is one of Node's slow ones. */
const nothing: object = { __proto__: null };

/** A copy of an object literal in which a field that is absent is not there, regardless of `Object.prototype`. */
export const own = <Fields extends object>(fields: Fields): Fields => ({ ...fields, __proto__: nothing });

/** A field of an object or of its class; never one of `Object.prototype`. */
export function member(of: unknown, name: string): unknown {
  for (let at: unknown = of; typeof at === 'object' && at !== null; at = Object.getPrototypeOf(at)) {
    // The root of all, in any realm; an object without a prototype is not one.
    if (at !== of && Object.getPrototypeOf(at) === null) return undefined;
    if (Object.hasOwn(at, name)) return (of as Readonly<Record<string, unknown>>)[name];
  }
  return undefined;
}

/** Such a field, if it is a text. */
export function textMember(of: unknown, name: string): string | undefined {
  const value = member(of, name);
  return typeof value === 'string' ? value : undefined;
}

/** Some fields of an object or of its class, as an object that has only them. */
export const pick = <Picked extends object>(
  of: Picked,
  names: readonly (keyof Picked & string)[],
): Partial<Picked> =>
  own(Object.fromEntries(names.map((name) => [name, member(of, name)])) as Partial<Picked>);

/** Makes a property, regardless of what has become of `Object.prototype`: a descriptor would inherit a `get` from there. */
export const define = (
  of: object,
  name: string | symbol,
  descriptor: Pick<PropertyDescriptor, 'value' | 'enumerable'>,
): void => void Object.defineProperty(of, name, own({ writable: true, configurable: true, ...descriptor }));

const copies = new WeakMap<object, unknown>();

/** The same for all that is in a descriptor, or other data. Copied once: the same data gives the same copy. */
export function ownData<Data>(data: Data): Data {
  if (typeof data !== 'object' || data === null) return data;
  const known = copies.get(data);
  if (known !== undefined) return known as Data;
  const copy = Array.isArray(data) ? [] : own({});
  copies.set(data, copy);
  for (const [name, value] of Object.entries(data))
    Object.assign(copy, { [name]: ownData(value) as unknown });
  copies.set(copy, copy);
  return copy as Data;
}
