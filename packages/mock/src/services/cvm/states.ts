import { instanceStatus, type TransitionDescriptor } from '@qcvm/client/descriptors';
import { cvmShapes } from './2.0/shapes.gen.js';
import type { Transition } from '../shape.js';

/** The name of a documented status: `running`, `shutDown`, … */
export type InstanceStatusName = keyof typeof instanceStatus;

/** A status by its documented number, or by its name. */
export type StatusLike = number | InstanceStatusName;

/**
 * What an instance is doing. A word of the emulator's own, which each generation of the API writes in its own way: API 2.0 as
 * a number. Numbers without a name mean maintenance, and are kept as such.
 */
export type InstanceState = InstanceStatusName | `maintenance ${number}`;

/** What an operation does to the state of an instance. */
export interface StateChange {
  /** States from which the operation is accepted. */
  readonly from: readonly InstanceState[];
  /** The state right after it was accepted. */
  readonly via: InstanceState;
  /** The state that is reached when it is done. */
  readonly to: InstanceState;
}

/** The state table of API 2.0, in its numbers: what each operation does to the state of an instance, by Action. */
export const transitions: Readonly<Record<string, Transition>> = Object.fromEntries(
  Object.values(cvmShapes).flatMap(({ action, transition }) => (transition ? [[action, transition]] : [])),
);

const numbers = new Map<string, number>(Object.entries(instanceStatus));
const names = new Map<number, InstanceStatusName>(
  (Object.keys(instanceStatus) as InstanceStatusName[]).map((name) => [instanceStatus[name], name]),
);

/** The state that API 2.0 writes as this number. */
export const stateOf = (status: number): InstanceState => names.get(status) ?? `maintenance ${status}`;

/** How API 2.0 writes a state. */
export const statusOf = (state: InstanceState): number =>
  numbers.get(state) ?? Number(state.slice(state.indexOf(' ') + 1));

/** Whether a text is a state, as in a snapshot. */
export const isState = (text: unknown): text is InstanceState =>
  typeof text === 'string' && (numbers.has(text) || /^maintenance -?\d+$/.test(text));

/** A change in the numbers of API 2.0, in states. */
export const stateChangeOf = ({ from, via, to }: TransitionDescriptor): StateChange => ({
  from: from.map((status) => stateOf(Number(status))),
  via: stateOf(Number(via)),
  to: stateOf(Number(to)),
});

/** `running`; `maintenance` for a state that has no name of its own. */
export const stateName = (state: InstanceState): string => (numbers.has(state) ? state : 'maintenance');

/** `running` for 2; `maintenance` for a value that has no name of its own. */
export const statusName = (status: number): string => names.get(status) ?? 'maintenance';

/** `shut down (4)`, for messages. */
export function stateInWords(state: InstanceState): string {
  let words = inWords.get(state);
  if (words === undefined) {
    const name = stateName(state).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    inWords.set(state, (words = `${name} (${statusOf(state)})`));
  }
  return words;
}

const inWords = new Map<InstanceState, string>();
