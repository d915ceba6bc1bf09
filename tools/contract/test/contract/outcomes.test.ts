import { ApiError, BatchError, type ClientConfig, type QcvmError } from '@qcvm/client';
import type { EmulatorOptions } from '@qcvm/mock';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  acceptedInput,
  answerProblems,
  connect,
  ended,
  fitting,
  methodOf,
  secretKey,
  startEmulator,
  unfitting,
  wireProblems,
} from '../../src/observed.js';
import { specErrors, specOperations, type SpecError, type SpecOperation } from '../../src/spec.js';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());

/** What makes the service answer with a code, without a fault. */
interface Circumstances {
  readonly emulator?: EmulatorOptions;
  readonly client?: Partial<ClientConfig>;
  readonly input?: object;
  /** Calls before the one that counts. */
  readonly before?: number;
}

const key = { secretId: 'AKIDcontract', secretKey };
const off = (seconds: number): Partial<ClientConfig> => ({
  runtime: { now: () => Date.UTC(2026, 0, 1) + seconds * 1000 },
});

/** Whether an operation changes instances of the emulator, which then knows of each what became of it. */
const changesInstances = ({ batch, transition }: SpecOperation): boolean =>
  batch !== undefined && transition !== undefined;

const circumstances: Readonly<
  Record<string, (operation: SpecOperation) => Circumstances | false | undefined>
> = {
  '4000': () => ({ client: { region: 'ap-nowhere' } }),
  '4100': () => ({ client: { credentials: { ...key, secretKey: 'notTheSecretKeyOfTheContract' } } }),
  '4101': ({ action }) => ({
    emulator: { accounts: [{ keys: [{ ...key, mayNot: { actions: [action] } }] }] },
  }),
  '4102': (operation) =>
    changesInstances(operation) && {
      emulator: { accounts: [{ keys: [{ ...key, mayNot: { instances: fitting(operation).slice(1) } }] }] },
    },
  '4104': () => ({ client: { credentials: { ...key, secretId: 'AKIDunknown' } } }),
  '4105': () => ({ client: { credentials: { ...key, token: 'of-other-credentials' } } }),
  '4200': () => ({ client: off(-301) }),
  '4300': () => ({ emulator: { accounts: [{ keys: [key], blocked: true }] } }),
  '4400': () => ({ emulator: { quota: [{ calls: 1, seconds: 60, per: 'service' }] }, before: 1 }),
  '4500': () => ({ client: off(301) }),
  '4600': ({ service }) => ({
    client: { endpoint: { url: `http://${service.host}`, allowPlainHttp: true } },
  }),
  '5000': ({ action, service }) =>
    service.name === 'cvm' && action === 'DescribeInstances'
      ? {
          emulator: { behaviour: { describeUnknownIds: 'refuse' } },
          input: { instanceIds: ['ins-99999999'] },
        }
      : undefined,
  '5100': (operation) =>
    changesInstances(operation) && { input: acceptedInput(operation, unfitting(operation)) },
  '5400': (operation) =>
    changesInstances(operation) && {
      input: acceptedInput(operation, [...fitting(operation), ...unfitting(operation)]),
    },
  '6100': () => ({ client: { endpoint: 'https://no-such-module.api.qcloud.com' } }),
  'OperationConstraints.InvaildInstanceStatus': (operation) =>
    changesInstances(operation) && { input: acceptedInput(operation, unfitting(operation)) },
};

/** Codes of a module are words: answers have them beside a number. */
const isNumber = (code: string): boolean => /^\d+$/.test(code);
const numberOf = (code: string): number => (isNumber(code) ? Number(code) : 5100);

const pairs = specOperations.flatMap((operation) =>
  operation.errors.map((code) => [operation.action, code, operation] as const),
);

describe.each(specOperations.map((operation) => [operation.action, operation] as const))(
  '%s, in short and in full',
  (action, operation) => {
    test.each(['GET', 'POST'] as const)(
      'by %s: accepted, and both sides keep to the spec',
      async (method) => {
        const { client, observed } = connect(server, { service: operation.service, config: { method } });
        await methodOf(client, action).withMeta(acceptedInput(operation));
        expect(observed).toHaveLength(1);
        for (const call of observed) {
          expect(call.method).toBe(method);
          expect(wireProblems(call, secretKey)).toEqual([]);
          expect(answerProblems(call)).toEqual([]);
        }
      },
    );
  },
);

describe.each(pairs)('%s answered with %s', (action, code, operation) => {
  const rule = specErrors[code];
  if (!rule) throw new Error(`${code} is not declared`);
  const found = circumstances[code]?.(operation) || undefined;

  test(`is what the spec says of it${found ? '' : ' (injected)'}`, async () => {
    const { before = 0, input = acceptedInput(operation) } = found ?? {};
    const emulator = startEmulator({
      ...(found ? {} : { faults: [{ fault: { kind: 'code', code: isNumber(code) ? Number(code) : code } }] }),
      ...found?.emulator,
    });
    const { client, observed } = connect(server, {
      service: operation.service,
      emulator,
      config: { retry: false, ...found?.client, runtime: { ...emulator.runtime, ...found?.client?.runtime } },
    });
    for (let call = 0; call < before; call++) await ended(methodOf(client, action)(input));
    const state = JSON.stringify(emulator.instances.list());
    const { error } = await ended(methodOf(client, action)(input));
    expect(error).toBeDefined();
    judge(error, { code, operation, clockWrong: found?.client?.runtime !== undefined });
    // Nothing but a partial success changes anything.
    if (code !== '5400') expect(JSON.stringify(emulator.instances.list())).toBe(state);

    expect(observed).toHaveLength(before + 1);
    // Of another host no spec says what is sent and answered there.
    if (code === '6100') return;
    for (const call of observed) {
      if (code !== '4100' && code !== '4600') expect(wireProblems(call, secretKey)).toEqual([]);
      expect(answerProblems(call)).toEqual([]);
    }
  });

  if (!isNumber(code)) return;
  const worthIt =
    ['later', 'clock', 'credentials'].includes(rule.retry) &&
    !isLeftToTheCaller(rule, { operation, clockWrong: false });

  test(`once, ${worthIt ? 'is made good by one more attempt' : 'is not tried again'}`, async () => {
    const { client, observed } = connect(server, {
      service: operation.service,
      emulator: startEmulator({ faults: [{ fault: { kind: 'code', code: Number(code) }, times: 1 }] }),
      // Credentials that can be asked for again.
      config: { credentials: async () => key },
    });
    const { error } = await ended(methodOf(client, action)(acceptedInput(operation)));
    expect(observed).toHaveLength(worthIt ? 2 : 1);
    expect(error === undefined).toBe(worthIt);
    const nonces = observed.map(({ url, body }) => /Nonce=(\d+)/.exec(url + body)?.[1]);
    expect(new Set(nonces).size).toBe(observed.length);
  });
});

interface Case {
  readonly operation: SpecOperation;
  readonly clockWrong: boolean;
}

/** By a clock that is right, a replay means that a copy came before. */
const mayHaveActed = (rule: SpecError, { operation, clockWrong }: Case): boolean =>
  rule.effect === 'unknown' && operation.repeatability !== 'read' && !(rule.retry === 'clock' && clockWrong);

/** What may act twice is not sent again after that, nor what would only learn that it was refused as a copy. */
const isLeftToTheCaller = (rule: SpecError, each: Case): boolean =>
  mayHaveActed(rule, each) && (rule.retry === 'clock' || each.operation.repeatability === 'once');

/** Holds an error to what the spec says of its code. */
function judge(
  error: QcvmError | undefined,
  { code, operation, clockWrong }: { code: string; operation: SpecOperation; clockWrong: boolean },
): void {
  const rule = specErrors[code];
  const { batch, action } = operation;
  if (batch && changesInstances(operation) && (code === '5400' || numberOf(code) === 5100)) {
    expect(error).toBeInstanceOf(BatchError);
    const { succeeded, failed, unreported, unexpected, contradictions, code: outer } = error as BatchError;
    expect([unreported, unexpected, contradictions]).toEqual([[], [], []]);
    expect(outer).toBe(code === '5400' ? 5400 : 5100);
    expect(succeeded.map(({ resourceId }) => resourceId)).toEqual(code === '5400' ? fitting(operation) : []);
    expect(failed.map(({ resourceId }) => resourceId)).toEqual(unfitting(operation));
    for (const { codeDesc } of failed) expect(codeDesc).toBe('OperationConstraints.InvaildInstanceStatus');
    expect(error).toMatchObject({ action, retryable: false, ambiguous: false });
    return;
  }
  if (batch && (code === '5400' || numberOf(code) === 5100)) {
    // Injected, without a result for any resource.
    expect(error).toBeInstanceOf(BatchError);
    expect(error).toMatchObject({ code: numberOf(code), action, succeeded: [] });
    return;
  }
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    code: numberOf(code),
    ...(!isNumber(code) && { codeDesc: code }),
    category: rule?.category,
    action,
    status: 200,
    attempts: 1,
    ambiguous: rule !== undefined && mayHaveActed(rule, { operation, clockWrong }),
    retryable:
      rule !== undefined &&
      ['later', 'clock', 'credentials'].includes(rule.retry) &&
      !isLeftToTheCaller(rule, { operation, clockWrong }),
  });
  expect((error as ApiError).message).toContain(code);
}
