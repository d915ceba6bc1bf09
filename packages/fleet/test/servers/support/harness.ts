import { createEmulator, type Emulator } from '@qcvm/mock';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { openFleet, readPlan, type Fleet, type FleetConfig, type RunStatus } from '../../../src/index.js';
import type { Server } from './servers.js';

export const key = {
  secretId: 'AKIDthatMustNeverBeStoredAsItIs0000',
  secretKey: 'SecretThatMustNeverBeStored0123456789',
};

/** An emulator with one account, whose instances change their states soon. */
export const emulatorOf = (more: Parameters<typeof createEmulator>[0] = {}): Emulator =>
  createEmulator({
    accounts: [{ id: '100', keys: [key] }],
    durations: { stop: 300, forcedStop: 200, start: 300, reboot: 300 },
    quota: false,
    ...more,
  });

export const planOf = (fields: object = {}) =>
  readPlan({
    name: 'nightly',
    action: 'stop',
    accounts: [{ name: 'prod', credentials: { environment: 'PROD' } }],
    regions: ['ap-guangzhou'],
    select: [{ all: true }],
    timeout: '30s',
    settle: '1s',
    ...fields,
  });

export const counts = (status: RunStatus): Record<string, number> => {
  const all: Record<string, number> = {};
  for (const { kind, count } of status.counts) all[kind] = (all[kind] ?? 0) + count;
  return all;
};

export async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** The status of a run when nothing is left to do. */
export async function done(fleet: Fleet, run: string): Promise<RunStatus> {
  await until(async () => (await fleet.status(run)).state !== 'working');
  return fleet.status(run);
}

/** A server for the tests of a suite, and what opens fleets over it that are closed after each test. */
export function useServer(startServer: () => Promise<Server>) {
  let server: Server | undefined;
  let namespaces = 0;
  const opened: Fleet[] = [];
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server?.remove());
  afterEach(async () => {
    for (const fleet of opened.splice(0)) await fleet.close();
  });
  return {
    get server(): Server {
      if (server === undefined) throw new Error('the server is not started yet');
      return server;
    },
    /** A namespace that no other test has. */
    namespace: (): string => `t${namespaces++}`,
    open: async (emulator: Emulator, more: Partial<FleetConfig> = {}): Promise<Fleet> => {
      const fleet = await openFleet({
        store: server?.url ?? '',
        namespace: `t${namespaces++}`,
        transport: emulator,
        credentials: () => () => key,
        ...more,
      });
      opened.push(fleet);
      return fleet;
    },
  };
}
