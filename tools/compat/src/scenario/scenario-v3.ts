/** The steps of the scenario in which a client speaks API 3.0. */
import { ApiError, paginate, TransportError, waitUntil } from '@qcvm/client';
import type { Credentials } from '@qcvm/client';
import { createCvm, instancesStopped } from '@qcvm/client/v3';
import type { ClientConfig, Cvm } from '@qcvm/client/v3';
import { authorization } from '@qcvm/client/v3/wire';
import type { Emulator } from '@qcvm/mock';
import { expectSame, rejection } from './expectations.js';
import type { KnownAuthorization, ScenarioInput } from './scenario-types.js';

/** The fleet that every emulator of the scenario has. */
export interface World {
  readonly region: string;
  readonly running: string;
  readonly shutDown: string;
  /** How many instances there are: more than a page can hold. */
  readonly everyone: number;
  readonly makeEmulator: () => Emulator;
}

async function expectAuthorizations(known: readonly KnownAuthorization[]): Promise<void> {
  if (known.length === 0) throw new Error('there is no known signature to compare with');
  for (const { name, request, signature } of known)
    expectSame(name, {
      actual: (await authorization(request)).slice(-signature.length),
      expected: signature,
    });
}

async function readPages(cvm: Cvm, { everyone }: World): Promise<void> {
  const ids = new Set<string>();
  for await (const { InstanceId } of paginate(cvm.describeInstances)) ids.add(InstanceId);
  expectSame('instances', { actual: ids.size, expected: everyone });
}

async function stopAndWait(cvm: Cvm, { running, shutDown }: World): Promise<void> {
  await cvm.stopInstances({ InstanceIds: [running], StoppedMode: 'STOP_CHARGING' });
  const ids = [running, shutDown];
  const { results } = await waitUntil(cvm.describeInstances, instancesStopped, { ids });
  expectSame('outcomes', { actual: results.map(({ outcome }) => outcome), expected: ['reached', 'reached'] });
}

/** Refused as a whole. On the server both are shut down by now, or on their way: the message names the first. */
async function expectRefusedBatch(cvm: Cvm, { running, shutDown }: World): Promise<void> {
  const error = await rejection(cvm.stopInstances({ InstanceIds: [running, shutDown] }), ApiError);
  expectSame('ids named', { actual: error.namedIds?.length, expected: 1 });
  expectSame('ambiguous', { actual: error.ambiguous, expected: false });
}

/**
 * The server reboots and does not answer, on a connection that was kept. What is signed by TC3 has no Nonce: a second one would be done
 * as well, so that the runtime must not send it again.
 */
async function loseAnAnswer(cvm: Cvm, { running }: World): Promise<void> {
  await cvm.describeInstances({ Limit: 1 });
  const error = await rejection(cvm.rebootInstances({ InstanceIds: [running] }), TransportError);
  expectSame('ambiguous', { actual: error.ambiguous, expected: true });
}

async function expectRefusedKey(cvm: Cvm): Promise<void> {
  const { code } = await rejection(cvm.describeInstances(), ApiError);
  expectSame('code', { actual: code, expected: 'AuthFailure.SignatureFailure' });
}

/** Its steps, by their titles. */
export function stepsV3(
  { server, authorizations }: ScenarioInput,
  world: World,
): Readonly<Record<string, () => Promise<unknown>>> {
  const { region, makeEmulator } = world;
  const inProcess = (given?: Credentials): Cvm => {
    const emulator = makeEmulator();
    const { credentials, runtime } = emulator;
    return createCvm({ region, credentials: given ?? credentials, transport: emulator, runtime });
  };
  const remote = (more: Partial<ClientConfig> = {}): Cvm =>
    createCvm({ region, credentials: server.credentials, endpoint: server.url, retry: false, ...more });
  const wrong = { ...server.credentials, secretKey: 'wrong' };
  return {
    'API 3.0: known signatures': () => expectAuthorizations(authorizations),
    'API 3.0: pages': () => readPages(inProcess(), world),
    'API 3.0: a batch refused': () => expectRefusedBatch(inProcess(), world),
    'API 3.0: waiting until stopped': () => stopAndWait(inProcess(), world),
    'API 3.0: a wrong key refused': () => expectRefusedKey(inProcess(wrong)),
    'API 3.0: pages over HTTP': () => readPages(remote(), world),
    'API 3.0: pages by GET over HTTP': () => readPages(remote({ method: 'GET' }), world),
    'API 3.0: a batch over HTTP refused': () => expectRefusedBatch(remote(), world),
    'API 3.0: an answer over HTTP lost': () => loseAnAnswer(remote(), world),
    'API 3.0: a wrong key over HTTP refused': () => expectRefusedKey(remote({ credentials: wrong })),
  };
}
