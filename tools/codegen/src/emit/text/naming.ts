import type { Operation, Service } from '../../model/v2.js';
import { mainService } from '@qcvm/codegen/toolkit';

/** The service as a type: `cvm` → `Cvm`. */
export function serviceTypeName(service: Service): string {
  return service.name.charAt(0).toUpperCase() + service.name.slice(1);
}

/** The function that makes a client: `createCvm`; `createImageClient` where `createImage` is an operation of the service. */
export function factoryName(service: Service): string {
  const name = `create${serviceTypeName(service)}`;
  return service.operations.some(({ method }) => method === name) ? `${name}Client` : name;
}

/** How people call the module: `cvm` → `CVM`. */
export function serviceShownName(service: Service): string {
  return service.name.toUpperCase();
}

/** Where a program imports the service from. */
export function entryPoint(service: Service): string {
  return service.name === mainService ? '@qcvm/client' : `@qcvm/client/${service.name}`;
}

/** The folder of a service's generated files, below `src` of the client and of the mock: `services/cvm/2.0`. */
export function serviceFolder({ name, version }: Service): string {
  return `services/${name}/${version}`;
}

/** The type of one item of a paged list. */
export function itemTypeName(operation: Operation): string {
  const items = operation.output.fields.find(({ name }) => name === operation.pagination?.items);
  const schema = items?.schema.kind === 'list' ? items.schema.items : undefined;
  return schema?.name ?? `${operation.output.name}['${operation.pagination?.items ?? ''}'][number]`;
}
