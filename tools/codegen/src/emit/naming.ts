import type { Operation, Service } from '../model/model.js';

/** The service as a type: `cvm` → `Cvm`. */
export function serviceTypeName(service: Service): string {
  return service.name.charAt(0).toUpperCase() + service.name.slice(1);
}

/** How people call the module: `cvm` → `CVM`. */
export function serviceShownName(service: Service): string {
  return service.name.toUpperCase();
}

/** The type of one item of a paged list. */
export function itemTypeName(operation: Operation): string {
  const items = operation.output.fields.find(({ name }) => name === operation.pagination?.items);
  const schema = items?.schema.kind === 'list' ? items.schema.items : undefined;
  return schema?.name ?? `${operation.output.name}['${operation.pagination?.items ?? ''}'][number]`;
}
