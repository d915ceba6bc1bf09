import type { Changes } from '../../../core/changes.js';
import { Fleet } from '../fleet-builder.js';
import { checkThat } from '../../../core/options/options-error.js';
import { instanceChangeRule, instanceRule } from './instance-rules.js';
import { list as listOf, oneOf } from '../../../core/options/option-rules.js';
import type { CvmWorld } from '../world.js';
import { beginOn, notePut, powerActions } from './begin.js';
import { stateName, statusOf } from '../states.js';
import { createInstances, fieldsIn, InstanceError, regionOf, stateLike, type Nursery } from './create.js';
import { fieldsOf } from './fields/fields.js';
import type { InstanceFilter, Instances } from './instances.js';
import { nextChangeOf, putInto, sinceAt, stateAt, type InstanceRecord } from './record.js';
import type { InstanceView } from './view.js';
import { waitForStatus } from './wait.js';

const eachInstance = listOf(instanceRule);

/** What tests see of the instances, and do with them. */
export function instancesApi(world: Nursery & CvmWorld, changes: Changes): Instances {
  const { instances: store, clock } = world;
  const regions = world.behaviour.regions;
  const view = (record: InstanceRecord): InstanceView => viewOf(record, clock.now());
  const existing = (id: string): InstanceRecord => {
    const record = store.find(id);
    if (!record) throw new InstanceError(`instance ${id} does not exist`);
    return record;
  };
  return {
    get count() {
      return store.size;
    },
    add: (seeds) => {
      const list = seeds instanceof Fleet ? seeds.seeds() : Array.isArray(seeds) ? seeds : [seeds];
      checkThat(list, { what: 'instances', rule: eachInstance });
      const made = createInstances(list, world);
      changes.announce({ kind: 'instances' });
      return made.map(view);
    },
    get: (id) => view(existing(id)),
    has: (id) => store.find(id) !== undefined,
    list: (filter = {}) => {
      const fits = filterOf(filter, { regions, now: clock.now() });
      const found: InstanceView[] = [];
      for (const record of store.all()) if (fits(record)) found.push(view(record));
      return found;
    },
    update: (id, change) => {
      checkThat(change, { what: `instance ${id}`, rule: instanceChangeRule });
      const record = existing(id);
      const fields = fieldsIn(change);
      const state = change.status === undefined ? undefined : stateLike(change.status);
      const { becomes } = change;
      const now = clock.now();
      if (fields?.instanceId !== undefined && (store.find(fields.instanceId) ?? record) !== record) {
        throw new InstanceError(`instance ${fields.instanceId} exists already`);
      }
      if (fields) record.fields = { ...record.fields, ...fields };
      if (fields?.instanceId !== undefined) store.forgetOldIds();
      if (change.stubborn !== undefined) record.stubborn = change.stubborn;
      if (state !== undefined) putInto(record, { now, state });
      if (becomes) {
        if (state === undefined) putInto(record, { now, state: stateAt(record, now) });
        record.nextState = stateLike(becomes.status);
        record.nextAt = now + becomes.after;
      }
      if (state !== undefined) notePut(record, { state, lasts: becomes?.after ?? 0, world });
      changes.announce({ kind: 'instances' });
      return view(record);
    },
    begin: (action, ids, { force = false } = {}) => {
      checkThat(action, { what: 'begin', rule: oneOf(...powerActions) });
      const records = (typeof ids === 'string' ? [ids] : [...new Set(ids)]).map(existing);
      beginOn(records, { action, force, world });
      changes.announce({ kind: 'instances' });
      return records.map(view);
    },
    remove: (id) => {
      store.remove(existing(id));
      changes.announce({ kind: 'instances' });
    },
    nextChangeAt: (ids) => {
      const now = clock.now();
      let next = Infinity;
      for (const record of ids ? ids.map(existing) : store.all()) {
        next = Math.min(next, nextChangeOf(record, now));
      }
      return next === Infinity ? undefined : next;
    },
    waitFor: async (ids, status, { signal } = {}) => {
      const list = typeof ids === 'string' ? [ids] : ids;
      await waitForStatus(list, { state: stateLike(status), find: existing, clock, changes, signal });
      return list.map((id) => view(existing(id)));
    },
  };
}

function viewOf(record: InstanceRecord, now: number): InstanceView {
  const state = stateAt(record, now);
  return {
    unInstanceId: record.unInstanceId,
    account: record.account,
    region: record.region,
    status: statusOf(state),
    statusName: stateName(state),
    since: sinceAt(record, now),
    ...(record.nextAt > now && record.nextAt !== Infinity
      ? {
          next: {
            status: statusOf(record.nextState),
            statusName: stateName(record.nextState),
            at: record.nextAt,
          },
        }
      : {}),
    stubborn: record.stubborn,
    ...fieldsOf(record),
  };
}

function filterOf(
  { account, region, status }: InstanceFilter,
  { regions, now }: { regions: readonly string[]; now: number },
): (record: InstanceRecord) => boolean {
  const wantedRegion = region === undefined ? undefined : regionOf(region, regions);
  const wantedState = status === undefined ? undefined : stateLike(status);
  return (record) =>
    (account === undefined || record.account === account) &&
    (wantedRegion === undefined || record.region === wantedRegion) &&
    (wantedState === undefined || stateAt(record, now) === wantedState);
}
