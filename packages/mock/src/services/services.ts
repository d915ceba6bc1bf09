import { services, type OperationDescriptor, type ServiceDescriptor } from '@qcvm/client/descriptors';
import type { Operation, Service } from '../core/service.js';
import { genericOperationV3, idPrefixes } from './generic-v3.js';
import { genericOperation } from './generic.js';
import { serviceShapes } from './shapes.gen.js';
import { services as newerServices } from './services-3.0.gen.js';

/** What the operations of one service do, where that is more than to answer well. */
export interface Behaviours {
  /** Which service it is, by its name and version. */
  readonly service: Pick<ServiceDescriptor, 'name' | 'version'>;
  /** The operation, if there is a behaviour for it; any other gets the generic one. */
  readonly behaviour: (descriptor: OperationDescriptor) => Operation | undefined;
}

/** A service of which every operation answers well. It is the same in every emulator, and made at the first use. */
interface DescribedService {
  readonly descriptor: ServiceDescriptor;
  readonly operations: readonly Operation[];
}

let older: readonly DescribedService[] | undefined;
let newer: readonly DescribedService[] | undefined;

const describeServices = (): readonly DescribedService[] =>
  services.map(({ service: descriptor, operations }) => {
    const { name, version } = descriptor;
    const own = serviceShapes.find((each) => each.service === name && each.version === version);
    const all: readonly OperationDescriptor[] = Object.values(operations);
    return { descriptor, operations: all.map((each) => genericOperation(each, own?.shapes[each.action])) };
  });

/** Each operation of API 3.0 knows the codes that it documents. */
const describeServicesV3 = (): readonly DescribedService[] =>
  newerServices.map(({ service: descriptor, operations, answers }) => {
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

/** Every service of API 2.0, its operations with the behaviour that there is for them. */
export const createServices = (behaviours: readonly Behaviours[]): readonly Service[] =>
  withBehaviour((older ??= describeServices()), behaviours);

/** The same of API 3.0. */
export const createServicesV3 = (behaviours: readonly Behaviours[]): readonly Service[] =>
  withBehaviour((newer ??= describeServicesV3()), behaviours);

const withBehaviour = (
  described: readonly DescribedService[],
  behaviours: readonly Behaviours[],
): readonly Service[] =>
  described.map(({ descriptor, operations }) => {
    const own = behaviours.find(
      ({ service: { name, version } }) => name === descriptor.name && version === descriptor.version,
    );
    const byAction = operations.map(
      (generic) =>
        [generic.descriptor.action, { ...generic, ...own?.behaviour(generic.descriptor) }] as const,
    );
    return { descriptor, operations: new Map<string, Operation>(byAction) };
  });
