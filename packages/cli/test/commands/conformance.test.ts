import { createEmulator, type EmulatorOptions } from '@qcvm/mock';
import type { ConformanceReport } from '@qcvm/mock/conformance';
import { TransportFailure } from '@qcvm/client';
import { expect, it } from 'vitest';
import { World } from '../harness.js';

const ids = ['ins-00000001', 'ins-00000002'];
/** When the emulator's clock begins. */
const since = Date.UTC(2026, 0, 1);
const start = (options: EmulatorOptions = {}) =>
  createEmulator({
    clock: { mode: 'manual', automatic: true },
    onUnexpected: 'answer',
    instances: [{ unInstanceId: 'ins-00000001' }, { unInstanceId: 'ins-00000002', status: 4 }],
    ...options,
  });

it('qcvm conformance passes for the emulator and changes nothing', async () => {
  const emulator = start();
  await using world = await World.create({ emulator });
  const { code, out, err } = await world.run('conformance');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^Conformance of https:\/\/cvm\.api\.qcloud\.com\/v2\/index\.php \(ap-guangzhou\)/);
  expect(out).toContain('ok   the same request a second time is refused with 4500 [freshness/replay]');
  expect(out).toMatch(/\d+ agree, 0 differ, 0 skipped; \d+ requests in /);
  expect(out).not.toContain(emulator.credentials.secretKey);
  expect(emulator.tasks.list()).toEqual([]);
});

it('qcvm conformance uses API 3.0 with --api 3.0', async () => {
  const emulator = start();
  await using world = await World.create({ emulator });
  const { code, out, err } = await world.run('conformance --api 3.0');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(
    /^Conformance of https:\/\/cvm\.tencentcloudapi\.com\/ \(ap-guangzhou\) to the CVM API 3\.0/,
  );
  expect(out).toContain(
    'ok   a body or a query that is changed after signing is refused [signature/payload]',
  );
  expect(out).toContain('skip a temporary key works only with its own X-TC-Token [signature/token]');
  expect(emulator.instances.list().map(({ since }) => since)).toEqual([since, since]);
});

it('qcvm conformance says where an endpoint differs and what that means, and fails', async () => {
  const emulator = start({ behaviour: { failureHttpStatus: 400 } });
  await using world = await World.create({ emulator });
  const { code, out } = await world.run('conformance --only answers');
  expect(code).toBe(1);
  expect(out).toContain('DIFF every failure comes with HTTP 200');
  expect(out).toContain('     meaning: Clients that read the body only with status 200');
});

it('qcvm conformance asks over plain HTTP beyond this machine only where that is allowed', async () => {
  await using world = await World.create({
    emulator: start({ behaviour: { requireHttps: 'never', v3: { hosts: ['cvm.example.com'] } } }),
  });
  const asking = 'conformance --endpoint http://cvm.example.com --api 3.0 --only list';
  const refused = await world.run(asking);
  expect(refused.code).toBe(2);
  expect(refused.err).toContain('plain http only to this machine, unless --allow-plain-http is given');
  const { code, err } = await world.run(`${asking} --allow-plain-http`);
  expect({ code, err }).toEqual({ code: 0, err: '' });
});

it('qcvm conformance writes JUnit and JSON', async () => {
  await using world = await World.create({ emulator: start() });
  const xml = await world.run('conformance --only signature -o junit');
  expect(xml.out).toMatch(/^<\?xml[^]*<testsuite [^>]*failures="0"[^]*<\/testsuites>\n$/);
  const json = await world.run('conformance --only freshness/replay,list --output json');
  const report = JSON.parse(json.out) as ConformanceReport;
  expect(report.conforms).toBe(true);
  expect(new Set(report.checks.map(({ id }) => id.split('/')[0]))).toEqual(new Set(['freshness', 'list']));
});

it('qcvm conformance checks the life cycle of instances when asked to, and restores their status', async () => {
  const emulator = start();
  await using world = await World.create({ emulator });
  const { code, out } = await world.run(`conformance --only life-cycle --instances ${ids.join(' ')} --yes`);
  expect(code).toBe(0);
  expect(out).toContain('ok   in the end every instance has the status that it had [life-cycle/back]');
  expect(emulator.tasks.list().length).toBeGreaterThan(2);
  expect(ids.map((id) => emulator.instances.get(id).statusName)).toEqual(['running', 'shutDown']);
});

it('qcvm conformance stops no instance without confirmation', async () => {
  const emulator = start();
  await using world = await World.create({ emulator });
  const piped = await world.run(`conformance --instances ${ids[0]}`);
  expect(piped).toMatchObject({ code: 2, out: '' });
  expect(piped.err).toContain('this stops and starts 1 instance at cvm.api.qcloud.com');
  const asked = await world.run(`conformance --instances ${ids[0]}`, { terminal: 80, answers: [false] });
  expect(asked.questions).toEqual(['Stop and start 1 instance at cvm.api.qcloud.com?']);
  expect(asked.code).toBe(130);
  expect(emulator.requests.total).toBe(0);
});

it('qcvm conformance has exit codes for an endpoint that is not there, for a missing key and for mistakes', async () => {
  const away = await World.create({
    emulator: start(),
    transport: () => ({
      send: () => Promise.reject(new TransportFailure('could not connect', { phase: 'unsent' })),
    }),
  });
  expect((await away.run('conformance')).code).toBe(4);
  await using world = await World.create({ emulator: start() });
  const none = { TENCENTCLOUD_SECRET_ID: '', TENCENTCLOUD_SECRET_KEY: '' };
  expect((await world.run('conformance', { variables: none })).code).toBe(3);
  const wrong = await world.run('conformance --only signatures');
  expect(wrong.code).toBe(2);
  expect(wrong.err).toContain('there is no check "signatures"; there are signature/sha256');
  expect((await world.run('conformance --patience never')).code).toBe(2);
});
