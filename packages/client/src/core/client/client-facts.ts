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

/** What the items of carried lists were made of. */
const sources = new WeakMap<object, unknown>();

/** Remembers what an item of a carried list was made of. */
export const rememberSource = (item: object, source: unknown): void => void sources.set(item, source);

/** What an item was made of, if another API has carried the list: else the item itself. */
export const sourceOf = (item: unknown): unknown => sources.get(item as object) ?? item;
