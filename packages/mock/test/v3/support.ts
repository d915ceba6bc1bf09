import { readFileSync } from 'node:fs';
import { createCvm as createCvmV2 } from '@qcvm/client';
import { callAction, createCvm } from '@qcvm/client/v3';
import { createEmulator, fleet } from '@qcvm/mock';
import type { Emulator, EmulatorOptions } from '@qcvm/mock';

export const region = 'ap-guangzhou';

/** An emulator with a few instances, and a client of each generation. */
export function worldOf(options: EmulatorOptions = {}) {
  const emulator = createEmulator({
    clock: 'manual',
    instances: fleet(region).running(2, { cvmPayMode: 2 }).shutDown(1),
    quota: false,
    ...options,
  });
  const given = {
    region,
    credentials: emulator.credentials,
    runtime: emulator.runtime,
    transport: emulator,
    retry: { maxAttempts: 1 },
    limits: false,
  } as const;
  const v3 = createCvm(given);
  return {
    emulator,
    v3,
    v2: createCvmV2(given),
    call: (action: string, parameters = {}) =>
      callAction(v3, { service: 'cvm', action, parameters, idempotency: 'read' }),
  };
}

export const idsOf = (emulator: Emulator): string[] =>
  emulator.instances.list().map(({ unInstanceId }) => unInstanceId);

/** The codes that the vendor documents, by Action. */
export const documented = (
  JSON.parse(
    readFileSync(new URL('../../../../specs/3.0/cvm-2017-03-12.errors.json', import.meta.url), 'utf8'),
  ) as { readonly actions: Readonly<Record<string, readonly string[]>> }
).actions;
