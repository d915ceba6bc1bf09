import { mainService } from '@qcvm/codegen/toolkit';
import type { Service } from '@qcvm/codegen/toolkit';

/** How people call the module: `cvm` → `CVM`. */
export const serviceShownName = ({ name }: Pick<Service, 'name'>): string => name.toUpperCase();

/** Where a program imports the service from. */
export function entryPoint({ name, protocol }: Service): string {
  if (protocol === 'v3') return '@qcvm/client/v3';
  return name === mainService ? '@qcvm/client' : `@qcvm/client/${name}`;
}

/** The folder of a service's generated files, below `src` of the client and of the mock: `services/cvm/2.0`. */
export const serviceFolder = ({ name, version }: Service): string => `services/${name}/${version}`;

/** Where the pages of a service are. One of API 3.0 may have the name of one of API 2.0. */
export const pagesOf = ({ name, version, protocol }: Service): string =>
  `docs/reference/${protocol === 'v2' ? name : `${name}-${version}`}`;
