import { BatchError, createFetchTransport, TransportError } from '@qcvm/client';
import type { Fault } from '@qcvm/mock';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  acceptedInput,
  answerProblems,
  connect,
  ended,
  methodOf,
  secretKey,
  startEmulator,
  wireProblems,
  type Ended,
} from '../../src/observed.js';
import { specOperations, type SpecOperation } from '../../src/spec.js';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());

/** Through MSW, a request that never left and an answer that was lost look alike: nothing is certain. */
type Expected =
  /** It succeeds, at once or by another attempt. */
  | 'success'
  /** The answer is lost: what only reads asks again, what changes something says that nothing is certain. */
  | 'unclear'
  /** Some instances fail; what only reads knows nothing of it. */
  | 'partly'
  /** The effect took place, but the answer said 6000: another attempt finds it done; what must not act twice stops there. */
  | 'done-but-refused'
  /** The answer to a second delivery, of the same Nonce, says that it is a replay: as unclear as a lost one. */
  | 'replayed';

/** One of every kind, and each of its moments. The keys are checked against the emulator's own list of kinds. */
const faults = {
  latency: [
    [{ kind: 'latency', milliseconds: 3000 }, 'success'],
    [{ kind: 'latency', milliseconds: 3000, when: 'after' }, 'success'],
  ],
  unreachable: [[{ kind: 'unreachable' }, 'unclear']],
  drop: [
    [{ kind: 'drop' }, 'unclear'],
    [{ kind: 'drop', when: 'after' }, 'unclear'],
  ],
  cut: [
    [{ kind: 'cut' }, 'unclear'],
    [{ kind: 'cut', keep: 0 }, 'unclear'],
  ],
  gateway: [
    [{ kind: 'gateway' }, 'unclear'],
    [{ kind: 'gateway', status: 503 }, 'unclear'],
    [{ kind: 'gateway', status: 504, when: 'after' }, 'unclear'],
  ],
  code: [
    [{ kind: 'code', code: 4400 }, 'success'],
    [{ kind: 'code', code: 6000, when: 'after' }, 'done-but-refused'],
  ],
  clockSkew: [
    [{ kind: 'clockSkew', seconds: 1000 }, 'success'],
    [{ kind: 'clockSkew', seconds: -1000 }, 'success'],
  ],
  partialFailure: [[{ kind: 'partialFailure', code: 6000 }, 'partly']],
  duplicate: [
    [{ kind: 'duplicate' }, 'success'],
    [{ kind: 'duplicate', answer: 'second' }, 'replayed'],
  ],
} satisfies {
  readonly [Kind in Fault['kind']]: readonly (readonly [Extract<Fault, { kind: Kind }>, Expected])[];
};

const rows: readonly (readonly [name: string, fault: Fault, expected: Expected])[] = Object.values(faults)
  .flat()
  .map(([fault, expected]) => [JSON.stringify(fault), fault, expected] as const);

const transports = {
  'node:https': {},
  fetch: { transport: createFetchTransport() },
};

describe.each(Object.entries(transports))('over %s', (_, config) => {
  describe.each(specOperations.map((operation) => [operation.action, operation] as const))(
    '%s',
    (action, operation) => {
      test.each(rows)('under %s', async (_name, fault, expected) => {
        const input = acceptedInput(operation);
        const ids = idsOf(operation, input);
        const emulator = startEmulator({
          // A wrong clock stays wrong.
          faults: [{ fault, ...(fault.kind === 'clockSkew' ? {} : { times: 1 }) }],
        });
        const { client, observed } = connect(server, { service: operation.service, emulator, config });
        const result = await ended(methodOf(client, action)(input));
        const reads = operation.repeatability === 'read';
        const { batch, transition } = operation;
        const log = emulator.requests.list();
        const effects = log.flatMap(({ outcome }) =>
          outcome.kind === 'answered' && outcome.results
            ? Object.values(outcome.results).filter((code) => code === 0)
            : [],
        );

        // With any faults, both sides keep to the spec, and no request is sent twice.
        for (const call of observed) {
          expect(wireProblems(call, secretKey)).toEqual([]);
          expect(answerProblems(call)).toEqual([]);
        }
        expect(new Set(observed.map(({ url, body }) => url + body)).size).toBe(observed.length);
        // No instance begins to change twice. What the emulator keeps no states of may be told so twice.
        if (transition) expect(effects.length).toBeLessThanOrEqual(ids.length);
        const acted = effects.length > 0;
        if (transition && !result.error) expect(effects).toHaveLength(ids.length);

        switch (expected) {
          case 'success':
            expect(result.error).toBeUndefined();
            expect(observed).toHaveLength(fault.kind === 'code' || fault.kind === 'clockSkew' ? 2 : 1);
            break;
          case 'unclear':
            expect(observed).toHaveLength(reads ? 2 : 1);
            if (reads) expect(result.error).toBeUndefined();
            else {
              expect(result.error).toBeInstanceOf(TransportError);
              expect(result.error).toMatchObject({
                ambiguous: true,
                retryable: false,
                ...(batch && { resourceIds: ids }),
                attempts: 1,
              });
            }
            break;
          case 'partly':
            expect(observed).toHaveLength(1);
            // What has no resources of its own knows nothing of it.
            if (!batch) expect(result.error).toBeUndefined();
            else {
              expect(failedOf(result)).toEqual([ids[0]]);
              // Where only one was asked for, all have failed.
              expect(result.error).toMatchObject({ code: ids.length === 1 ? 5100 : 5400, ambiguous: false });
            }
            break;
          case 'done-but-refused':
            expect(observed).toHaveLength(operation.repeatability === 'once' ? 1 : 2);
            // Where no state tells that it is done already, the second attempt is accepted like the first.
            if (reads || (operation.repeatability === 'idempotent' && !transition))
              expect(result.error).toBeUndefined();
            else expect(result.error).toMatchObject({ ambiguous: true });
            break;
          case 'replayed':
            expect(observed).toHaveLength(reads ? 2 : 1);
            if (reads) expect(result.error).toBeUndefined();
            else expect(result.error).toMatchObject({ code: 4500, ambiguous: true, retryable: false });
            break;
        }
        // Never "nothing has happened" where something has, unless the service itself said so of every instance.
        if (acted && result.error && expected !== 'partly') expect(result.error.ambiguous).toBe(true);
      });
    },
  );
});

/** The ids in the input of a batch operation. */
const idsOf = ({ batch }: SpecOperation, input: object): readonly string[] =>
  batch ? ((input as Readonly<Record<string, readonly string[]>>)[batch.ids] ?? []) : [];

const failedOf = ({ error }: Ended): string[] | undefined =>
  error instanceof BatchError ? error.failed.map(({ resourceId }) => resourceId) : undefined;
