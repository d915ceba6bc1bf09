import { createEmulator } from '@qcvm/mock';
import { formatText, runConformance } from '@qcvm/mock/conformance';
import { describe, expect, test } from 'vitest';
import { emulatorToJudge, judge, runningIds, shutDownIds } from '../../src/conformance.js';

describe('the emulator', () => {
  test('agrees with every check, and gets its instances back as they were', async () => {
    const emulator = emulatorToJudge();
    const report = await judge({ emulator });
    expect(report.checks.filter(({ status }) => status !== 'agrees')).toEqual([]);
    expect(report).toMatchObject({ conforms: true, differs: 0, skipped: 0, region: 'ap-guangzhou' });
    expect(report.agrees).toBe(report.checks.length);
    expect(new Set(report.checks.map(({ id }) => id)).size).toBe(report.checks.length);
    const status = (id: string): string => emulator.instances.get(id).statusName;
    expect([...runningIds, ...shutDownIds].map(status)).toEqual(['running', 'running', 'shutDown']);
    expect(report.notes).toMatchInlineSnapshot(`
      [
        "a stale Timestamp is refused with 4200",
        "a Timestamp half an hour old is refused: the window is the five minutes of the newer pages, or so",
        "a Timestamp ahead of the clock is refused with 4500",
        "an id that does not exist is refused with 5000 in detail",
      ]
    `);
  });

  test('receives only reads, unless instances are given', async () => {
    const emulator = emulatorToJudge();
    const before = JSON.stringify(emulator.instances.list());
    const report = await judge({ emulator }, { instances: [] });
    expect(report.conforms).toBe(true);
    expect(JSON.stringify(emulator.instances.list())).toBe(before);
    expect(emulator.tasks.list()).toEqual([]);
    // Not even an endpoint that takes everything for good would have had an instance to act on: each of these names some,
    // for without ids it might act on all, and each names only what cannot exist.
    const acting = emulator.requests.list().filter(({ action = '' }) => /^(Stop|Start|Restart)/.test(action));
    expect(acting.length).toBeGreaterThan(2);
    for (const { parameters } of acting) {
      const ids = Object.entries(parameters).filter(([name]) => name.startsWith('instanceIds.'));
      expect(ids.length).toBeGreaterThan(0);
      for (const [, id] of ids) expect(id).toMatch(/^ins-[0-9]{40}$/);
    }
  });

  test('agrees over HTTP as well, and where the documentation leaves it another choice', async () => {
    const emulator = emulatorToJudge({
      clock: 'real',
      durations: { stop: 20, start: 20, forcedStop: 20, reboot: 20 },
      quota: false,
      behaviour: {
        timestampWindow: 7200,
        staleTimestampCode: 4500,
        futureTimestampCode: 4200,
        nonceRememberedWith: 'alone',
        codeAs: 'string',
        codeDesc: false,
        requestIdAs: 'number',
        describeUnknownIds: 'refuse',
        wrongStatus: { code: 5100 },
      },
    });
    await using server = await emulator.listen();
    const report = await runConformance({
      endpoint: server.url,
      credentials: emulator.credentials,
      instances: [...runningIds, ...shutDownIds],
      runtime: { sleep: () => new Promise((resolve) => setTimeout(resolve, 10)) },
    });
    expect(report.checks.filter(({ status }) => status === 'differs')).toEqual([]);
    expect(report.checks.filter(({ status }) => status === 'skipped').map(({ id }) => id)).toEqual([
      'parameters/https',
    ]);
    expect(report.notes).toMatchInlineSnapshot(`
      [
        "a stale Timestamp is refused with 4500",
        "a Timestamp half an hour old is accepted: the window is the two hours of the older pages, or longer",
        "a Timestamp ahead of the clock is refused with 4200",
        "DescribeInstances refuses an id that does not exist with 5000",
        "codes are sent as decimal texts",
        "an id that does not exist is refused with 5000 in detail",
        "a wrong status is told as 5100 without codeDesc",
      ]
    `);
  });

  test('without instances skips the checks that need some', async () => {
    const emulator = createEmulator({ clock: { mode: 'manual', automatic: true }, onUnexpected: 'answer' });
    const report = await judge({ emulator }, { instances: [] });
    expect(report.conforms).toBe(true);
    expect(report.checks.filter(({ status }) => status === 'skipped').map(({ id }) => id)).toEqual([
      'list/pages',
      'list/by-id',
    ]);
  });

  test('whose quota is small is asked more slowly', async () => {
    const emulator = emulatorToJudge({ quota: [{ calls: 10, seconds: 60, per: 'action' }] });
    expect((await judge({ emulator })).conforms).toBe(true);
    expect(emulator.requests.list({ code: 4400 }).length).toBeGreaterThan(0);
  });

  test('whose clock is an hour off is met on its own time', async () => {
    const emulator = emulatorToJudge();
    const runtime = { now: () => emulator.clock.now() - 3_600_000, sleep: emulator.runtime.sleep };
    const report = await judge({ emulator }, { runtime });
    expect(report.conforms).toBe(true);
    expect(report.notes).toContain('the clock of this machine is 3600 s behind that of the endpoint');
  });
});

test('a report reads like this', async () => {
  const emulator = emulatorToJudge({ instances: [], behaviour: { failureHttpStatus: 400 } });
  const text = formatText(await judge({ emulator }, { instances: ['ins-unknown'] }));
  expect(text.replace(/\d+ requests in [\d.]+ s/, 'N requests in N s')).toMatchInlineSnapshot(`
    "Conformance of https://cvm.api.qcloud.com/v2/index.php (ap-guangzhou) to the CVM API 2.0

    ok   a request signed with HmacSHA256 is accepted, by GET and by POST [signature/sha256]
    ok   a request signed with HmacSHA1 is accepted, by GET and by POST [signature/sha1]
    ok   without SignatureMethod, HMAC-SHA1 is meant [signature/sha1-when-absent]
    ok   a signature that is not right is refused with 4100 [signature/wrong]
    ok   SignatureMethod decides: SHA-1 in a request that says HmacSHA256 is refused with 4100 [signature/hash-named]
    ok   a parameter changed, added or left out after signing is refused with 4100 [signature/parameters]
    ok   the HTTP method is part of what is signed [signature/method]
    ok   a signature that is encoded twice is refused with 4100 [signature/encoded-twice]
    ok   names are sorted as bytes: lanIps.10 stands before lanIps.2 [signature/byte-order]
    ok   values are signed as they are, not encoded, in any script [signature/raw-values]
    ok   how a character is percent-encoded does not matter; + is a space [signature/encoding]
    ok   in a POST, a value that starts with @ is not signed, as the official SDKs do it; in a GET it is [signature/at-sign]
    ok   a SecretId that does not exist is refused with 4104 [signature/secret-id]
    ok   a Timestamp of three hours ago is refused with 4200 or 4500 [freshness/stale]
    ok   a Timestamp three hours ahead is refused with 4500 or 4200 [freshness/future]
    ok   the same request a second time is refused with 4500 [freshness/replay]
    ok   many requests in one second are accepted when each has its own Nonce [freshness/another-nonce]
    ok   answers have a Date, by which a client can set its clock right [freshness/date]
    ok   a request without one of the public parameters is refused with 4000 [parameters/public-missing]
    ok   a Timestamp or Nonce that is no number is refused with 4000 [parameters/public-malformed]
    ok   a region that is missing or does not exist is refused with 4000 [parameters/region]
    ok   a value that is no number, out of its range or no id is refused with 4000 [parameters/api-malformed]
    ok   an Action that does not exist is refused with 6100 [parameters/action]
    ok   the query string of a POST is ignored [parameters/post-form]
    ok   plain HTTP is refused with 4600 [parameters/https]
    ok   the short spelling of a region names the same region [parameters/short-region]
    ok   a list has totalCount and instanceSet, and every field the type that is documented [list/shape]
    skip offset and limit page through the list: no instance twice, none left out, totalCount counts all [list/pages]
         there are 0 instances: pages cannot be told apart
    ok   beyond the end there is an empty page, and a page has 20 instances unless a limit is given [list/beyond]
    skip instanceIds lists the instances that are named, and no other [list/by-id]
         there is no instance to be asked for
    ok   an id that does not exist lists nothing, or is refused with 5000 [list/unknown-id]
    DIFF every failure comes with HTTP 200 and a JSON object with code and message [answers/envelope]
         observed: an unknown Action: HTTP 400 (code 6100, HTTP 400, "Action DescribeInstance is not one of this API (did you mean DescribeInstances?)")
         meaning: Clients that read the body only with status 200, as documented, take a refusal for an outage and ask again.
         source: https://cloud.tencent.com/document/product/213/6982
    ok   a batch of nothing but an id that does not exist is 5100, with the reason under that id in detail [answers/batch-unknown]
    ok   a batch with a malformed parameter is refused as a whole with 4000 [answers/batch-invalid]
    DIFF the instances are listed, each running or shut down [life-cycle/listed]
         observed: ins-unknown is not listed
         meaning: The life cycle of these instances cannot be checked.
         source: https://cloud.tencent.com/doc/api/229/831
    skip StopInstances is accepted for what runs, with a task for each; it shuts down (9) and is shut down (4) [life-cycle/stop]
         the life cycle ended with ins-unknown is not listed
    skip StopInstances of what is shut down is refused for each of them, and changes nothing [life-cycle/stop-again]
         the life cycle ended with ins-unknown is not listed
    skip a batch with an id that does not exist is 5400: the others are accepted, and detail tells who is who [life-cycle/partly]
         the life cycle ended with ins-unknown is not listed
    skip StartInstances of what runs is refused for each of them, and changes nothing [life-cycle/start-again]
         the life cycle ended with ins-unknown is not listed
    skip in the end every instance has the status that it had [life-cycle/back]
         nothing was changed

    Left open by the documentation, and decided here:
      a stale Timestamp is refused with 4200
      a Timestamp half an hour old is refused: the window is the five minutes of the newer pages, or so
      a Timestamp ahead of the clock is refused with 4500
      an id that does not exist is refused with 5000 in detail

    31 agree, 2 differ, 7 skipped; N requests in N s
    "
  `);
});
