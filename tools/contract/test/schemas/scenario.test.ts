import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createEmulator, parseScenario } from '@qcvm/mock';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';

const file = createRequire(import.meta.url).resolve('@qcvm/mock/scenario.schema.json');
const schema = JSON.parse(readFileSync(file, 'utf8')) as object;
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(schema);

test.each<{ scenario: object; right: boolean }>([
  { scenario: {}, right: true },
  { scenario: { $schema: './scenario.schema.json', seed: 7 }, right: true },
  {
    scenario: {
      clock: { mode: 'accelerated', factor: 10, start: '2026-01-01T00:00:00Z' },
      accounts: [{ keys: [{ secretId: 'AKIDa', secretKey: 'b', may: { actions: ['DescribeInstances'] } }] }],
      instances: [
        { region: 'ap-guangzhou', count: 3, status: 'running', instanceName: 'web' },
        { region: 'gz', status: 4, becomes: { status: 'running', after: 10 }, wanIpSet: ['192.0.2.1'] },
      ],
      durations: { stop: 20_000, jitter: 0.2 },
      faults: [{ action: ['DescribeInstances'], nth: 2, fault: { kind: 'code', code: 4400 } }],
      quota: false,
      behaviour: { codeAs: 'string', checkOrder: ['protocol'], v3: { mixedBatch: 'partial' } },
      onUnexpected: 'answer',
    },
    right: true,
  },
  { scenario: { clock: 'manual', quota: [{ calls: 1, seconds: 60, per: 'action' }] }, right: true },
  { scenario: { instanzes: [] }, right: false },
  { scenario: { seed: 1.5 }, right: false },
  { scenario: { clock: 'fast' }, right: false },
  { scenario: { clock: { mode: 'manual', factor: 3 } }, right: false },
  { scenario: { accounts: [{ keys: [{ secretId: 'AKIDa' }] }] }, right: false },
  { scenario: { instances: [{ count: -1 }] }, right: false },
  { scenario: { instances: [{ status: 'asleep' }] }, right: false },
  { scenario: { instances: [{ diskInfo: {} }] }, right: false },
  { scenario: { durations: { jitter: 2 } }, right: false },
  { scenario: { faults: [{ fault: { kind: 'latency' } }] }, right: false },
  { scenario: { faults: [{ fault: { kind: 'boom' } }] }, right: false },
  { scenario: { quota: true }, right: false },
  { scenario: { behaviour: { v3: { mixedBatch: 'half' } } }, right: false },
])('an editor and the emulator say the same of $scenario', ({ scenario, right }) => {
  expect(validate(scenario)).toBe(right);
  if (right) createEmulator(parseScenario(scenario));
  else expect(() => parseScenario(scenario)).toThrow();
});
