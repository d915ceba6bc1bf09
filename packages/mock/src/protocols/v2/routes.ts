import { isLoopback, withoutPort } from '../../core/http/hosts.js';
import type { Service } from '../../core/service.js';

/** Which service a call is for: by its host; where any service may live there, by its Action. */
export class Routes {
  readonly #services: readonly Service[];
  readonly #byHost: ReadonlyMap<string, Service>;
  readonly #byAction = new Map<string, Service>();
  readonly #alsoHosts: readonly string[];

  /** @param alsoHosts hosts at which every service is, with port; `*` for all */
  constructor(services: readonly Service[], alsoHosts: readonly string[]) {
    this.#services = services;
    this.#byHost = new Map(
      services.flatMap((service) => service.descriptor.hosts.map((host) => [host, service] as const)),
    );
    this.#alsoHosts = alsoHosts;
    for (const service of services) {
      for (const action of service.operations.keys()) {
        if (!this.#byAction.has(action)) this.#byAction.set(action, service);
      }
    }
  }

  /** The service of a call; `undefined` at a host where none is. */
  serviceOf(host: string, action: string): Service | undefined {
    const own = this.#byHost.get(host) ?? this.#byHost.get(withoutPort(host).toLowerCase());
    if (own) return own;
    if (!isLoopback(host) && !this.#alsoHosts.includes(host) && !this.#alsoHosts.includes('*'))
      return undefined;
    // `image.localhost:8787` names its service as `image.api.qcloud.com` does.
    const label = host.slice(0, host.indexOf('.'));
    const named = this.#services.find(({ descriptor }) => descriptor.name === label);
    return named ?? this.#byAction.get(action) ?? this.#services[0];
  }

  /** The service that has an Action, or the one that is most like what a wrong host was meant for. */
  serviceWith(action: string): Service | undefined {
    return this.#byAction.get(action) ?? this.#services[0];
  }

  get services(): readonly Service[] {
    return this.#services;
  }
}
