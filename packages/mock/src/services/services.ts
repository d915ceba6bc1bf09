import {
  services,
  type OperationDescriptor,
  type RegisteredService,
  type ServiceDescriptor,
} from '@qcvm/client/descriptors';
import type { Operation, Service } from '../core/service.js';
import { genericOperationV3, idPrefixes } from './generic-v3.js';
import { genericOperation } from './generic.js';
import type { OperationShapes } from './shape.js';
import { serviceShapes } from './shapes.gen.js';
import { services as newerServices } from './services-3.0.gen.js';

/** What the operations of one service do, where that is more than to answer well. */
export interface Behaviours {
  /** Which service it is, by its name and version. */
  readonly service: Pick<ServiceDescriptor, 'name' | 'version'>;
  /** The operation, if there is a behaviour for it; any other gets the generic one. */
  readonly behaviour: (descriptor: OperationDescriptor) => Operation | undefined;
}

/** Every service of API 2.0, its operations with the behaviour that there is for them. */
export const createServices = (behaviours: readonly Behaviours[]): readonly Service[] =>
  withBehaviour(services, behaviours);

type DocumentedOperation = Operation & Required<Pick<Operation, 'codes'>>;

/** What is the same in every emulator: the operations of API 3.0 as their specs describe them, made at the first use. */
let described:
  | readonly { readonly descriptor: ServiceDescriptor; readonly operations: readonly DocumentedOperation[] }[]
  | undefined;

function describeServicesV3(): NonNullable<typeof described> {
  return newerServices.map(({ service: descriptor, operations, answers }) => {
    const all: readonly OperationDescriptor[] = Object.values(operations);
    const world = { types: answers.types, prefixes: idPrefixes(all) };
    return {
      descriptor,
      operations: all.map((each) => {
        const answer = answers.operations[each.action];
        const codes = (answer?.codes ?? []).flatMap((place) => answers.codes[place] ?? []);
        return { ...genericOperationV3(each, { answer, world }), codes };
      }),
    };
  });
}

/** The same of API 3.0. Each operation knows the codes that it documents. */
export function createServicesV3(behaviours: readonly Behaviours[]): readonly Service[] {
  described ??= describeServicesV3();
  return described.map(({ descriptor, operations }) => {
    const own = behaviourFor(descriptor, behaviours);
    const byAction = operations.map((generic) => {
      const behaviour = own?.behaviour(generic.descriptor);
      const operation = behaviour === undefined ? generic : { ...behaviour, codes: generic.codes };
      return [operation.descriptor.action, operation] as const;
    });
    return { descriptor, operations: new Map<string, Operation>(byAction) };
  });
}

const behaviourFor = (
  { name, version }: ServiceDescriptor,
  behaviours: readonly Behaviours[],
): Behaviours | undefined =>
  behaviours.find(({ service }) => service.name === name && service.version === version);

function withBehaviour(
  registered: readonly RegisteredService[],
  behaviours: readonly Behaviours[],
): readonly Service[] {
  return registered.map(({ service: descriptor, operations }) => {
    const { name, version } = descriptor;
    const own = behaviourFor(descriptor, behaviours);
    const shapes: OperationShapes =
      serviceShapes.find((each) => each.service === name && each.version === version)?.shapes ?? {};
    const byAction = Object.values(operations).map((operation: OperationDescriptor) => {
      const { action } = operation;
      return [action, own?.behaviour(operation) ?? genericOperation(operation, shapes[action])] as const;
    });
    return { descriptor, operations: new Map(byAction) };
  });
}
