import { createEmulator, type Emulator } from '@qcvm/mock';
import { describe, expect, test } from 'vitest';
import { signatureFor } from '../../src/independent/signature.js';
import { byId, readVectors, type Pairs } from '../../src/vectors.js';

const host = 'cvm.api.qcloud.com';
const path = '/v2/index.php';
const secretKey = 'Gu5t9xGARNpq86cd98joQYCN3Cozk1qA';

/** One request over the wire, as any client in any language would send it. */
async function ask(emulator: Emulator, pairs: Pairs): Promise<Record<string, unknown>> {
  const parameters = new Map(pairs);
  parameters.set('Signature', signatureFor(parameters, { method: 'POST', host, path, secretKey }));
  const response = await emulator.fetch(`https://${host}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: [...parameters].map((pair) => pair.map(encodeURIComponent).join('=')).join('&'),
  });
  return (await response.json()) as Record<string, unknown>;
}

describe('replay', () => {
  const { vectors } = readVectors<
    {
      rules: { window: number; remembered: 'with-timestamp' | 'alone' };
      requests: { at: number; secretId: string; nonce: string; timestamp: number }[];
    },
    { codes: number[] }
  >('replay');

  test.each(byId(vectors))('%s', async (_, { input: { rules, requests }, expected }) => {
    const emulator = createEmulator({
      clock: { mode: 'manual', start: (requests[0]?.at ?? 0) * 1000 },
      accounts: [
        {
          keys: [...new Set(requests.map(({ secretId }) => secretId))].map((secretId) => ({
            secretId,
            secretKey,
          })),
        },
      ],
      behaviour: {
        timestampWindow: rules.window,
        nonceRememberedWith: rules.remembered === 'alone' ? 'alone' : 'timestamp',
      },
    });
    const codes: unknown[] = [];
    for (const { at, secretId, nonce, timestamp } of requests) {
      emulator.clock.advance(at * 1000 - emulator.clock.now());
      const { code } = await ask(emulator, [
        ['Action', 'DescribeInstances'],
        ['Region', 'ap-guangzhou'],
        ['SecretId', secretId],
        ['Nonce', nonce],
        ['Timestamp', `${timestamp}`],
      ]);
      codes.push(code);
    }
    expect(codes).toEqual(expected.codes);
  });
});

interface ExpectedAnswer {
  readonly code: number;
  readonly results?: readonly (readonly [id: string, code: number, codeDesc?: string])[];
  readonly totalCount?: number;
  readonly statuses?: readonly (readonly [id: string, status: number])[];
}
type Step = { advance: number } | { request: { action: string; region: string; parameters: Pairs } };

describe('scenarios', () => {
  const { vectors } = readVectors<
    {
      seed: {
        time: number;
        durations: { stop: number; forcedStop: number; start: number; reboot: number };
        instances: { id: string; olderId?: string; region: string; status: number; stubborn?: true }[];
      };
      steps: Step[];
    },
    { answers: ExpectedAnswer[] }
  >('scenarios');

  test.each(byId(vectors))('%s', async (_, { input: { seed, steps }, expected }) => {
    const milliseconds = (seconds: number): number => seconds * 1000;
    const { stop, forcedStop, start, reboot } = seed.durations;
    const emulator = createEmulator({
      clock: { mode: 'manual', start: milliseconds(seed.time) },
      onUnexpected: 'answer',
      accounts: [{ keys: [{ secretId: 'AKIDscenario', secretKey }] }],
      durations: {
        stop: milliseconds(stop),
        forcedStop: milliseconds(forcedStop),
        start: milliseconds(start),
        reboot: milliseconds(reboot),
      },
      instances: seed.instances.map(({ id, olderId, ...rest }) => ({
        ...rest,
        unInstanceId: id,
        ...(olderId === undefined ? {} : { instanceId: olderId }),
      })),
    });
    const answers: unknown[] = [];
    for (const [index, step] of steps.entries()) {
      if ('advance' in step) {
        emulator.clock.advance(milliseconds(step.advance));
        continue;
      }
      const { action, region, parameters } = step.request;
      const answer = await ask(emulator, [
        ['Action', action],
        ['Region', region],
        ['SecretId', 'AKIDscenario'],
        ['Nonce', `${index + 1}`],
        ['Timestamp', `${Math.floor(emulator.clock.now() / 1000)}`],
        ...parameters,
      ]);
      answers.push(inVectorForm(answer));
    }
    expect(answers).toEqual(expected.answers.map(sorted));
  });
});

const byName = <Row extends readonly [string, ...unknown[]]>(rows: readonly Row[]): Row[] =>
  [...rows].sort(([one], [other]) => (one < other ? -1 : 1));

const sorted = ({ results, ...rest }: ExpectedAnswer): ExpectedAnswer => ({
  ...rest,
  ...(results && { results: byName(results) }),
});

/** What a scenario pins of an answer. */
function inVectorForm({ code, totalCount, detail, instanceSet }: Record<string, unknown>): ExpectedAnswer {
  const results = Object.entries((detail ?? {}) as Record<string, { code: number; codeDesc?: string }>).map(
    ([id, { code: own, codeDesc }]) =>
      (codeDesc === undefined ? [id, own] : [id, own, codeDesc]) as [string, number],
  );
  const list = instanceSet as { unInstanceId: string; status: number }[] | undefined;
  return {
    code: code as number,
    ...(detail !== undefined && { results: byName(results) }),
    ...(totalCount !== undefined && { totalCount: totalCount as number }),
    ...(list && { statuses: list.map(({ unInstanceId, status }) => [unInstanceId, status] as const) }),
  };
}
