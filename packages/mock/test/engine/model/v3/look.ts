import fc from 'fast-check';
import { expect } from 'vitest';
import { ask } from '../../support.js';
import { signed } from '../command.js';
import type { Command } from '../command.js';
import { reachableByBoth } from '../model.js';
import { askV3 } from './changes.js';

/** The words of API 3.0 for what API 2.0 has numbers for. */
const words: Readonly<Record<number, string>> = {
  2: 'RUNNING',
  3: 'PENDING',
  4: 'STOPPED',
  5: 'SHUTDOWN',
  6: 'TERMINATING',
  7: 'REBOOTING',
  8: 'STARTING',
  9: 'STOPPING',
};

interface Seen {
  readonly InstanceId: string;
  readonly InstanceState: string;
  readonly InstanceName: string;
  readonly LatestOperationState: string | null;
  readonly Placement: { readonly ProjectId: number };
}

/** Both generations are asked, and show the same instances in states that the documentation knows. */
const look: Command = {
  check: ({ key, skew, fault }) => key === 'active' && skew === 0 && fault === undefined,
  toString: () => 'DescribeInstances of both generations',
  run: async (model, emulator) => {
    const ids = model.ids();
    const older = await ask(emulator, { parameters: { limit: '100' }, ...signed(model) });
    const shown = older.instanceSet ?? [];
    expect(shown.map(({ unInstanceId, status }) => [unInstanceId, status])).toEqual(
      ids.map((id) => [id, model.status(id)]),
    );
    const newer = await askV3(model, emulator, { action: 'DescribeInstances', parameters: { Limit: 100 } });
    const set = newer['InstanceSet'] as readonly Seen[];
    const stated = ids.map((id) => {
      const status = model.status(id) ?? NaN;
      expect(reachableByBoth).toContain(status);
      // What has no word is done with an instance that runs, or is down, and is so again afterwards.
      return [id, words[status] ?? words[model.instances.get(id)?.next?.status ?? NaN]];
    });
    expect(set.map(({ InstanceId, InstanceState }) => [InstanceId, InstanceState])).toEqual(stated);
    for (const { InstanceId, InstanceName, Placement, LatestOperationState } of set) {
      const { name, project = 0, next } = model.instances.get(InstanceId) ?? {};
      if (name !== undefined) expect(InstanceName).toBe(name);
      expect(Placement.ProjectId).toBe(project);
      if (next && next.at > model.now) expect(LatestOperationState).toBe('OPERATING');
    }
  },
};

export const lookV3 = fc.constant(look);
