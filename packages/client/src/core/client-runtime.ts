import { systemSeams, type Seams } from '../model/runtime.js';

const seamsByOwner = new WeakMap<object, Seams>();

/** Remembers with which seams a client, or a method of one, works, without making them readable from it. */
export const rememberSeams = (owner: object, seams: Seams): void => {
  seamsByOwner.set(owner, seams);
};

/** The seams of a client or of a method; the system's for anything that only looks like one. */
export const seamsOf = (owner: object): Seams => seamsByOwner.get(owner) ?? systemSeams;
