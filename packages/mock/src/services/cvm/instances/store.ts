import { oldIdOf } from './fields/fields.js';
import type { InstanceRecord } from './record.js';

/** Everything that exists, findable by either id, and in the order in which it was made. */
export class InstanceStore {
  #byId = new Map<string, InstanceRecord>();
  /** Old ids are looked up rarely, and are derivable: the index is made when it is first needed. */
  #byOldId: Map<string, InstanceRecord> | undefined;
  /** By account and region, in order of creation: what a listing starts from. */
  #scopes = new Map<string, InstanceRecord[]>();

  readonly #now: () => number;
  /** Those that are going to be gone, or are. */
  readonly #ending = new Set<InstanceRecord>();

  /** Instances so far, removed ones included. */
  created = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** An instance is going to be gone, or no longer: see its `ends`. */
  ending(record: InstanceRecord): void {
    if (record.ends === undefined) this.#ending.delete(record);
    else this.#ending.add(record);
  }

  /** Leaves out those that are gone by now. Everything that looks at instances does so first. */
  #settle(): void {
    if (this.#ending.size === 0) return;
    const now = this.#now();
    for (const record of [...this.#ending]) if (now >= (record.ends?.gone ?? Infinity)) this.remove(record);
  }

  get size(): number {
    this.#settle();
    return this.#byId.size;
  }

  all(): IterableIterator<InstanceRecord> {
    this.#settle();
    return this.#byId.values();
  }

  /** The instances of one account in one region, in order of creation. */
  scope(account: string, region: string): readonly InstanceRecord[] {
    this.#settle();
    return this.#scopes.get(`${account}/${region}`) ?? [];
  }

  /** By `ins-…` or by the old `qcvm…`. */
  find(id: string): InstanceRecord | undefined {
    this.#settle();
    const record = this.#byId.get(id);
    if (record || !id.startsWith('qcvm')) return record;
    if (!this.#byOldId) {
      this.#byOldId = new Map();
      for (const each of this.#byId.values()) this.#byOldId.set(oldIdOf(each), each);
    }
    return this.#byOldId.get(id);
  }

  add(record: InstanceRecord): void {
    this.created = Math.max(this.created, record.number + 1);
    this.#byId.set(record.unInstanceId, record);
    this.ending(record);
    this.#byOldId?.set(oldIdOf(record), record);
    const key = `${record.account}/${record.region}`;
    const scope = this.#scopes.get(key);
    if (scope) scope.push(record);
    else this.#scopes.set(key, [record]);
  }

  remove(record: InstanceRecord): void {
    this.#byId.delete(record.unInstanceId);
    this.#ending.delete(record);
    this.#byOldId = undefined;
    const scope = this.#scopes.get(`${record.account}/${record.region}`);
    scope?.splice(scope.indexOf(record), 1);
  }

  /** Old ids have changed, or may have. */
  forgetOldIds(): void {
    this.#byOldId = undefined;
  }

  clear(): void {
    this.#byId.clear();
    this.#ending.clear();
    this.#scopes.clear();
    this.#byOldId = undefined;
    this.created = 0;
  }
}
