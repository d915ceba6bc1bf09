import { isLoopback, withoutPort } from '../core/http/hosts.js';
import { newerRegions } from '../core/regions.js';
import type { Operation, Service } from '../core/service.js';

/** The parts of a call that select its operation. */
interface Asked {
  readonly version: string | undefined;
  readonly action: string | undefined;
  /** The service in the credential scope, where the call has one. */
  readonly signingName: string | undefined;
}

/** `cvm.{region}.tencentcloudapi.com` as an expression with the region in its first group. */
const patternOf = (host: string): RegExp =>
  new RegExp(`^${host.replaceAll('.', String.raw`\.`).replace('{region}', '([a-z0-9-]+)')}$`);

/** Where a service was in API 2.0: the generation in between is still there. */
const hostOfV2 = /^([a-z0-9-]+)\.api\.qcloud\.com$/;

/** Which service, version and operation a call is for, in either generation of the API. */
export class Routes {
  readonly services: readonly Service[];
  readonly #patterns: readonly { readonly pattern: RegExp; readonly service: Service }[];
  readonly #alsoHosts: readonly string[];
  readonly #alsoRegions: readonly string[];
  readonly #found = new Map<string, readonly Service[]>();

  /**
   * @param also - `hosts`: at which every service is, with port; `*` for all. `regions`: that there are in addition to the documented ones.
   */
  constructor(
    services: readonly Service[],
    also: { readonly hosts: readonly string[]; readonly regions: readonly string[] },
  ) {
    this.services = services;
    this.#patterns = services.flatMap((service) =>
      service.descriptor.hosts.map((host) => ({ pattern: patternOf(host), service })),
    );
    this.#alsoHosts = also.hosts;
    this.#alsoRegions = also.regions;
  }

  /** The services at a host, in all their versions. */
  at(host: string): readonly Service[] {
    const known = this.#found.get(host);
    if (known) return known;
    const found = this.#search(host);
    // Hosts that callers invent must not fill the memory.
    if (this.#found.size < 1000) this.#found.set(host, found);
    return found;
  }

  #search(host: string): readonly Service[] {
    const name = withoutPort(host).toLowerCase();
    const own = this.#patterns.flatMap(({ pattern, service }) => {
      const match = pattern.exec(name);
      return match && this.#hasRegion(match[1]) ? [service] : [];
    });
    if (own.length > 0) return [...new Set(own)];
    const [, older] = hostOfV2.exec(name) ?? [];
    const between = this.services.filter(({ descriptor }) => descriptor.name === older);
    if (between.length > 0) return between;
    if (!isLoopback(host) && !this.#alsoHosts.includes(host) && !this.#alsoHosts.includes('*')) return [];
    // `cbs.localhost:8787` names its service as `cbs.tencentcloudapi.com` does.
    const label = name.slice(0, name.indexOf('.'));
    const named = this.services.filter(({ descriptor }) => descriptor.name === label);
    return named.length > 0 ? named : this.services;
  }

  /** Whether a host is that of a region which there is, or of none. */
  #hasRegion(region: string | undefined): boolean {
    return region === undefined || newerRegions.includes(region) || this.#alsoRegions.includes(region);
  }

  /** The service that is meant: of several, the one that has the Action. Nothing where there is none. */
  withAction(services: readonly Service[], action: string): Service | undefined {
    return services.find(({ operations }) => operations.has(action)) ?? services[0];
  }

  /** Those of some services that have the version that is asked for. */
  versions(services: readonly Service[], version: string | undefined): readonly Service[] {
    return services.filter(({ descriptor }) => descriptor.version === version);
  }

  /** The operation of an Action; of several services that have one, that of the service that was signed for. */
  operation(services: readonly Service[], { action, signingName }: Asked): Operation | undefined {
    let found: Operation | undefined;
    for (const { descriptor, operations } of services) {
      const operation = operations.get(action ?? '');
      if (operation && descriptor.signingName === signingName) return operation;
      found ??= operation;
    }
    return found;
  }
}
