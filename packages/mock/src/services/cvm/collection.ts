/** Something that an account owns in a region, such as a key pair. */
export interface Resource<Fields> {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly fields: Fields;
}

type Owner = Pick<Resource<unknown>, 'account' | 'region'>;

/** The owner of what an account has in all regions. */
export const anywhere = ({ account }: { readonly account: string }): Owner => ({ account, region: '' });

/** Resources of one kind, in order of creation. */
export class Collection<Fields> {
  #byId = new Map<string, Resource<Fields>>();

  get size(): number {
    return this.#byId.size;
  }

  /** A resource, if it is one of this owner's. */
  get(id: string, { account, region }: Owner): Resource<Fields> | undefined {
    return this.#byId.get(`${account}/${region}/${id}`);
  }

  list({ account, region }: Owner): readonly Resource<Fields>[] {
    return [...this.#byId.values()].filter((each) => each.account === account && each.region === region);
  }

  all(): readonly Resource<Fields>[] {
    return [...this.#byId.values()];
  }

  /** Adds a resource, or puts it in the place of the one that has its id. */
  put(resource: Resource<Fields>): void {
    this.#byId.set(`${resource.account}/${resource.region}/${resource.id}`, resource);
  }

  remove(ids: readonly string[], { account, region }: Owner): void {
    for (const id of ids) this.#byId.delete(`${account}/${region}/${id}`);
  }

  load(resources: readonly Resource<Fields>[]): void {
    this.#byId = new Map();
    for (const resource of resources) this.put(resource);
  }
}
