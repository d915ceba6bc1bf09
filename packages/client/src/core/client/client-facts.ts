import type { OperationDescriptor, WaiterDescriptor } from '../../model/descriptor.js';
import type { Runtime } from '../../model/runtime/runtime.js';
import { own } from '../../model/own.js';
import { runtimeOf } from './client-runtime.js';

/** What jobs of many calls know of a client beyond its methods, without making it readable from it. */

type Waiter = WaiterDescriptor<never, unknown, unknown>;

const carrying = new WeakMap<Runtime, ActionNames>();

/** The waiter of the operation that a method calls which has the name of a given one; that itself for API 2.0. */
export const waiterFor = (
  { operation }: { readonly operation: OperationDescriptor },
  given: Waiter,
): Waiter =>
  own(operation)
    .waiters?.()
    .find(({ name }) => name === given.name) ?? given;

/** Actions of the API that carries others, by these. */
export type ActionNames = Readonly<Record<string, string>>;

/** Remembers that the calls of the client with this runtime are carried by another API, and by which of its Actions. */
export const rememberCarrying = (runtime: Runtime, names: ActionNames): void =>
  void carrying.set(runtime, names);

/** Whether the calls of a method are carried by another API. */
export const isCarried = (method: object): boolean => carrying.has(runtimeOf(method));

/** The Action that a method calls in the end. */
export const actionOf = (method: { readonly operation: { readonly action: string } }): string => {
  const { action } = method.operation;
  return carrying.get(runtimeOf(method))?.[action] ?? action;
};

/** Its constructor gives the object that it was given, so that private fields are added to that. */
class Given {
  constructor(object: object) {
    return object;
  }
}

/**
 * A private field of items. They come by the hundred: with a WeakMap, a carried list of 100 takes 1.5 times the CPU time of the same list
 * of API 3.0, with the field 1.2 times.
 */
class Source extends Given {
  readonly #source: unknown;

  constructor(item: object, source: unknown) {
    super(item);
    this.#source = source;
  }

  static of(item: object): unknown {
    return #source in item ? item.#source : item;
  }
}

/** Remembers what an item of a carried list was made of, once. */
export const rememberSource = (item: object, source: unknown): void => void new Source(item, source);

/** What an item was made of, if another API has carried the list: else the item itself. */
export const sourceOf = (item: unknown): unknown =>
  typeof item === 'object' && item !== null ? Source.of(item) : item;
