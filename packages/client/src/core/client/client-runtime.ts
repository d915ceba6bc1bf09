import { systemRuntime, type Runtime } from '../../model/runtime/runtime.js';

const runtimeByOwner = new WeakMap<object, Runtime>();

/** Remembers with which runtime a client, or a method of one, works, without making them readable from it. */
export const rememberRuntime = (owner: object, runtime: Runtime): void => {
  runtimeByOwner.set(owner, runtime);
};

/** The runtime of a client or of a method; the system's for anything that only looks like one. */
export const runtimeOf = (owner: object): Runtime => runtimeByOwner.get(owner) ?? systemRuntime;
