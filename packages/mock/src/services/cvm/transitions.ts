import { instanceStatus } from '@qcvm/client/descriptors';
import { cvmShapes } from './2.0/shapes.gen.js';
import type { Transition } from '../shape.js';

/** The name of a documented status: `running`, `shutDown`, … */
export type InstanceStatusName = keyof typeof instanceStatus;

/** The state table: what each operation does to the state of an instance, by Action. */
export const transitions: Readonly<Record<string, Transition>> = Object.fromEntries(
  Object.values(cvmShapes).flatMap(({ action, transition }) => (transition ? [[action, transition]] : [])),
);

const names = new Map<number, string>(Object.entries(instanceStatus).map(([name, value]) => [value, name]));

/** `running` for 2; `maintenance` for a value that has no name of its own. */
export const statusName = (status: number): string => names.get(status) ?? 'maintenance';

/** `shut down (4)`, for messages. */
export const statusInWords = (status: number): string =>
  `${statusName(status).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)} (${status})`;
