/**
 * What every runtime is asked to do with the packed packages. It knows no runtime: it imports the packages and uses what all
 * of them have, so that the same file runs on a command line, in a worker and in a page.
 */
import {
  ApiError,
  BatchError,
  createCvm,
  paginate,
  TransportError,
  ValidationError,
  waitUntilStopped,
} from '@qcvm/client';
import type { Credentials, Cvm } from '@qcvm/client';
import { sign } from '@qcvm/client/wire';
import { createEmulator, fleet } from '@qcvm/mock';
import type { Emulator, Fleet } from '@qcvm/mock';
import { expectSame, rejection } from './expectations.js';
import type { KnownSignature, ScenarioInput, ScenarioReport, Step, Transport } from './scenario-types.js';
import { stepsV3 } from './scenario-v3.js';

const region = 'ap-guangzhou';
const running = 'ins-00000001';
const shutDown = 'ins-00000002';

/** One that runs and one that is shut down already. */
const mixed = { instanceIds: [running, shutDown] };

/** More than a page can hold. */
const everyone = 130;

/** The same fleet in the runtime and on the server. */
export const makeFleet = (): Fleet =>
  fleet(region)
    .running(1, { unInstanceId: running })
    .shutDown(1, { unInstanceId: shutDown })
    .running(everyone - 2);

const makeEmulator = (): Emulator =>
  createEmulator({ clock: { mode: 'manual', automatic: true }, instances: makeFleet() });

const inProcess = (emulator: Emulator, credentials: Credentials = emulator.credentials): Cvm =>
  createCvm({ region, credentials, transport: emulator, runtime: emulator.runtime });

/** Made while the module is loaded, when some runtimes forbid timers, randomness and network: none of it may be needed yet. */
const early = inProcess(makeEmulator());

/** A client for the server, made once: what it keeps from one request of a worker must be of use to the next. */
const clients = new Map<string, Cvm>();
function overTheNetwork({ url, credentials }: ScenarioInput['server']): Cvm {
  const key = `${url} ${credentials.secretKey}`;
  const client = clients.get(key) ?? createCvm({ region, credentials, endpoint: url, retry: false });
  clients.set(key, client);
  return client;
}

async function expectPartialFailure(cvm: Cvm): Promise<void> {
  const { succeeded, failed, unreported } = await rejection(cvm.stopInstances(mixed), BatchError);
  const idsOf = (list: typeof failed): readonly string[] => list.map(({ resourceId }) => resourceId);
  expectSame('succeeded', { actual: idsOf(succeeded), expected: [running] });
  expectSame('failed', { actual: idsOf(failed), expected: [shutDown] });
  expectSame('unreported', { actual: unreported, expected: [] });
}

async function expectRefusedKey(cvm: Cvm): Promise<void> {
  const { code } = await rejection(cvm.describeInstances(), ApiError);
  expectSame('code', { actual: code, expected: 4100 });
}

/** Aborts a call that would take for ever. */
async function expectAbort(cvm: Cvm): Promise<void> {
  const controller = new AbortController();
  const reason = new Error('changed my mind');
  const { signal } = controller;
  const call = cvm.restartInstances({ instanceIds: [running] }, { signal });
  setTimeout(() => controller.abort(reason), 50);
  const outcome = await rejection(call, Error);
  if (outcome !== reason) throw new Error(`${String(outcome)} instead of the signal's reason`);
}

async function abortInProcess(): Promise<void> {
  const emulator = createEmulator({ clock: 'manual', instances: makeFleet() });
  emulator.faults.add({ fault: { kind: 'latency', milliseconds: 60_000 } });
  await expectAbort(inProcess(emulator));
}

async function expectSignatures(signatures: readonly KnownSignature[]): Promise<void> {
  if (signatures.length === 0) throw new Error('there is no known signature to compare with');
  for (const { id, signature, ...options } of signatures)
    expectSame(id, { actual: await sign(options), expected: signature });
}

async function stopAndWait(): Promise<void> {
  const cvm = inProcess(makeEmulator());
  await cvm.stopInstances({ instanceIds: [running] });
  const { results } = await waitUntilStopped(cvm, [running, shutDown]);
  expectSame('outcomes', { actual: results.map(({ outcome }) => outcome), expected: ['reached', 'reached'] });
}

async function refuseAnEmptyList(): Promise<void> {
  const emulator = makeEmulator();
  const call = inProcess(emulator).stopInstances({ instanceIds: [] });
  const { problems } = await rejection(call, ValidationError);
  expectSame('problems', { actual: problems.map(({ parameter }) => parameter), expected: ['instanceIds'] });
  expectSame('requests sent', { actual: emulator.requests.total, expected: 0 });
}

async function readPages(cvm: Cvm): Promise<void> {
  const ids = new Set<string>();
  for await (const { unInstanceId } of paginate(cvm.describeInstances)) ids.add(unInstanceId);
  expectSame('instances', { actual: ids.size, expected: everyone });
}

/**
 * The server acts and does not answer: whether it acted, only the caller can find out. It happens on a connection that was kept from
 * another call, where some runtimes would send again what they cannot know to have been read.
 */
async function loseAnAnswer(cvm: Cvm): Promise<void> {
  await cvm.describeInstances({ limit: 1 });
  const error = await rejection(cvm.startInstances({ instanceIds: [shutDown] }), TransportError);
  expectSame('ambiguous', { actual: error.ambiguous, expected: true });
}

/** Only the transport over `node:https` knows that nothing was sent over a refused connection; `fetch` does not tell. */
async function findTransport({ deserted, server }: ScenarioInput): Promise<Transport> {
  const { ambiguous } = await rejection(
    overTheNetwork({ ...server, url: deserted }).startInstances({ instanceIds: [shutDown] }),
    TransportError,
  );
  return ambiguous ? 'fetch' : 'node:https';
}

function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `, because of ${problemOf(error.cause)}`;
  return `${error.stack ?? `${error.name}: ${error.message}`}${cause}`;
}

/** Runs it from the beginning to the end, even if steps fail. */
export async function runScenario(input: ScenarioInput): Promise<ScenarioReport> {
  const { server, signatures } = input;
  const remote = overTheNetwork(server);
  const wrong = { ...server.credentials, secretKey: 'wrong' };
  let transport: Transport | undefined;

  const plot: Readonly<Record<string, () => Promise<unknown>>> = {
    'a client made at module scope': () => early.describeInstances(),
    'known signatures': () => expectSignatures(signatures),
    pages: () => readPages(inProcess(makeEmulator())),
    'a batch that partly fails': () => expectPartialFailure(inProcess(makeEmulator())),
    'waiting until stopped': stopAndWait,
    'an empty list refused': refuseAnEmptyList,
    'a wrong key refused': () => expectRefusedKey(inProcess(makeEmulator(), wrong)),
    'a call aborted': abortInProcess,
    'pages over HTTP': () => readPages(remote),
    'a batch over HTTP that partly fails': () => expectPartialFailure(remote),
    'a wrong key over HTTP refused': () =>
      expectRefusedKey(overTheNetwork({ ...server, credentials: wrong })),
    'a call over HTTP aborted': () => expectAbort(remote),
    'an answer over HTTP lost': () => loseAnAnswer(remote),
    'a connection refused': async () => {
      transport = await findTransport(input);
    },
    ...stepsV3(input, { region, running, shutDown, everyone, makeEmulator }),
  };
  const steps: Step[] = [];
  for (const [title, happen] of Object.entries(plot))
    steps.push(
      await happen().then(
        () => ({ title }),
        (error: unknown) => ({ title, problem: problemOf(error) }),
      ),
    );
  return { steps, transport };
}
