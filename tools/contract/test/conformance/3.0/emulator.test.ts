import { createEmulator } from '@qcvm/mock';
import {
  conformanceChecks,
  formatJson,
  formatJUnit,
  formatText,
  runConformance,
} from '@qcvm/mock/conformance';
import { describe, expect, test } from 'vitest';
import { emulatorToJudge, judgeV3, runningIds, shutDownIds } from '../../../src/conformance.js';
import type { Deviation } from '../../../src/conformance.js';

const instances = [...runningIds, ...shutDownIds];

describe('the emulator', () => {
  test('agrees with every check of API 3.0', async () => {
    const report = await judgeV3();
    expect(report.checks.filter(({ status }) => status === 'differs')).toEqual([]);
    expect(report.checks.filter(({ status }) => status === 'skipped').map(({ id }) => id)).toEqual([
      'signature/token',
    ]);
    expect(report).toMatchObject({ api: '3.0', conforms: true });
    expect(report.checks.map(({ id }) => id)).toEqual(
      conformanceChecks({ api: '3.0', instances }).map(({ id }) => id),
    );
    expect(report.notes).toMatchInlineSnapshot(`
      [
        "an id that does not exist is refused with InvalidInstanceId.NotFound",
        "a dry run is answered with a success",
        "StopInstances of what is STOPPED is refused with UnsupportedOperation.InstanceStateStopped",
        "a batch with an id that does not exist is refused as a whole: nothing is done",
        "StartInstances of what is RUNNING is refused with UnsupportedOperation.InstanceStateRunning",
      ]
    `);
  });

  test('receives only reads, unless instances are given', async () => {
    const emulator = emulatorToJudge();
    const before = JSON.stringify(emulator.instances.list());
    const report = await judgeV3({ emulator }, { instances: [] });
    expect(report.conforms).toBe(true);
    expect(JSON.stringify(emulator.instances.list())).toBe(before);
    // Not even an endpoint that takes everything for good would have had an instance to act on.
    const acting = emulator.requests.list().filter(({ action = '' }) => /^(?!Describe)./.test(action));
    expect(acting.length).toBeGreaterThan(3);
    for (const { action, parameters } of acting) {
      const { 'InstanceIds.0': id, DryRun } = parameters;
      if (action === 'RunInstances') expect(DryRun).toBe('true');
      else expect(id).toMatch(/^ins-0{40}$/);
    }
  });

  test('agrees over HTTP as well, and where the documentation leaves it another choice', async () => {
    const emulator = emulatorToJudge({
      clock: 'real',
      durations: { stop: 20, start: 20, forcedStop: 20, reboot: 20 },
      quota: false,
      behaviour: {
        v3: { mixedBatch: 'partial', refusedIds: 'all', dryRun: 'DryRunOperation', language: 'zh-CN' },
      },
    });
    await using server = await emulator.listen();
    const report = await runConformance({
      endpoint: server.url,
      api: '3.0',
      credentials: emulator.credentials,
      instances,
      runtime: { sleep: () => new Promise((resolve) => setTimeout(resolve, 10)) },
    });
    expect(report.checks.filter(({ status }) => status === 'differs')).toEqual([]);
    expect(report.notes).toContain(
      'a batch with an id that does not exist is refused, and the others change all the same',
    );
    expect(report.notes).toContain('a dry run is answered with DryRunOperation');
  });

  test('without instances skips the checks that need some', async () => {
    const emulator = createEmulator({ clock: { mode: 'manual', automatic: true }, onUnexpected: 'answer' });
    const report = await judgeV3({ emulator }, { instances: [] });
    expect(report.conforms).toBe(true);
    expect(report.checks.filter(({ status }) => status === 'skipped').map(({ id }) => id)).toEqual([
      'signature/token',
      'list/pages',
      'list/by-id',
      'list/filters',
      'list/status',
    ]);
  });

  test.each([[shutDownIds], [runningIds]])('is judged with the instances %j', async (some) => {
    const report = await judgeV3({}, { instances: some, only: ['life-cycle'] });
    expect(report).toMatchObject({ conforms: true, differs: 0 });
    expect(report.checks.find(({ id }) => id === 'life-cycle/reboot')?.status).toBe('agrees');
  });

  test('whose quota is small is asked more slowly', async () => {
    const emulator = emulatorToJudge({ quota: [{ calls: 2, seconds: 1, per: 'action' }] });
    expect((await judgeV3({ emulator })).conforms).toBe(true);
    expect(emulator.requests.list({ code: 'RequestLimitExceeded' }).length).toBeGreaterThan(0);
  });

  test('whose clock is an hour off is met on its own time', async () => {
    const emulator = emulatorToJudge();
    const runtime = { now: () => emulator.clock.now() - 3_600_000, sleep: emulator.runtime.sleep };
    const report = await judgeV3({ emulator }, { runtime });
    expect(report.conforms).toBe(true);
    expect(report.notes).toContain('the clock of this machine is 3600 s behind that of the endpoint');
  });
});

test('only some checks of API 3.0 can be asked for, by their own names', async () => {
  const wanted = { api: '3.0', only: ['list', 'answers/envelope'] } as const;
  const report = await judgeV3({}, wanted);
  const ids = report.checks.map(({ id }) => id);
  expect(ids).toEqual(conformanceChecks({ ...wanted, instances }).map(({ id }) => id));
  expect(ids).toContain('list/fields');
  await expect(judgeV3({}, { only: ['freshness/replay'] })).rejects.toThrow(/there is no check/);
  await expect(judgeV3({}, { api: '1.0' as '2.0' })).rejects.toThrow(/^api: expected 2.0, 3.0, got "1.0"/);
});

test('no SecretKey, Token or signature is in any report, regardless of what the endpoint says back', async () => {
  const credentials = {
    secretId: 'AKIDecho',
    secretKey: 'theSecretKeyOfThisRun0123456789',
    token: 'the/Token+=',
  };
  const signatures: string[] = [];
  const heard: string[] = [];
  const deviation: Deviation = () => async (request) => {
    const text = `${request.url} ${await request.text()} ${JSON.stringify([...request.headers])}`;
    heard.push(text);
    const signature = /Signature=([^&" ]{20,})/.exec(text)?.[1] ?? '';
    if (signature !== '') signatures.push(signature, decodeURIComponent(signature));
    const told = `\u001b[31m${credentials.secretKey} ${signature} ${text.slice(-60)}`;
    const RequestId = `${heard.length} ${told}`;
    return Response.json(
      heard.length % 2 === 0
        ? { Response: { Error: { Code: told, Message: told }, RequestId } }
        : {
            Response: {
              TotalCount: 1,
              InstanceSet: [{ InstanceId: `\u001b[31m${signature}`, InstanceState: told }],
              RequestId,
            },
          },
    );
  };
  const report = await judgeV3({ deviation }, { credentials, patience: 1 });
  expect(heard.length).toBeGreaterThan(40);
  expect(heard.join('\n').includes(credentials.secretKey)).toBe(false);
  const shown = [formatText(report), formatJUnit(report), formatJson(report)].join('\n');
  expect(shown).toContain('***');
  for (const secret of [credentials.secretKey, credentials.token, ...signatures])
    expect(shown.includes(secret)).toBe(false);
  expect(formatText(report)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
});
