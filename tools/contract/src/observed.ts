import {
  createCvm,
  isQcvmError,
  type ClientConfig,
  type Cvm,
  type OperationMethod,
  type QcvmError,
} from '@qcvm/client';
import type { OperationDescriptor } from '@qcvm/client/descriptors';
import { createEmulator, fleet, type Emulator, type EmulatorOptions } from '@qcvm/mock';
import { handlers } from '@qcvm/mock/msw';
import type { HttpHandler } from 'msw';
import type { SetupServer } from 'msw/node';
import { signatureFor } from './independent/signature.js';
import { readRequest } from './independent/wire.js';
import { readLogical, requestProblems, responseProblems, type SpecOperation } from './spec.js';

/** What went over the wire between a client and the emulator, as text. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly body: string;
  /** The answer, if there was a whole one. */
  readonly answer: { readonly type: string; readonly text: string } | undefined;
}

/** MSW handlers of an emulator that note every exchange. */
function watched(emulator: Emulator, noted: Exchange[]): HttpHandler[] {
  const handle: Emulator['handle'] = async (call) => {
    const { method, scheme, host, path, query, body } = call;
    const url = `${scheme}://${host}${path}${query && `?${query}`}`;
    const answer = await emulator.handle(call);
    const whole = answer.kind === 'complete' ? answer : undefined;
    noted.push({
      method,
      url,
      body,
      answer: whole && { type: whole.headers['content-type'] ?? '', text: whole.body },
    });
    return answer;
  };
  return handlers({ ...emulator, handle });
}

/** Everything that is wrong with a request on the wire, by the spec and by a signature of our own. */
export function wireProblems({ method, url, body }: Exchange, secretKey: string): string[] {
  const { parameters, ...address } = readRequest({ method, url, body });
  const action = parameters.get('Action') ?? '';
  const signature = signatureFor(parameters, { ...address, secretKey });
  return [
    ...requestProblems(action, readLogical(action, parameters)),
    ...(parameters.get('Signature') === signature
      ? []
      : ['the signature is not the one that the SecretKey gives']),
  ];
}

/** Everything that is wrong with an answer in JSON, by the spec. */
export function answerProblems({ url, body, method, answer }: Exchange): string[] {
  if (!answer?.type.startsWith('application/json')) return [];
  const { parameters } = readRequest({ method, url, body });
  return responseProblems(parameters.get('Action') ?? '', JSON.parse(answer.text));
}

/** Instances on which every operation can be tried. */
export const instances = {
  running: ['ins-00000001', 'ins-00000002'],
  shutDown: ['ins-00000003', 'ins-00000004'],
} as const;

/** The instances that an operation is accepted for. */
export const fitting = ({ action }: Pick<SpecOperation, 'action'>): readonly string[] =>
  action === 'StartInstances' ? instances.shutDown : instances.running;
/** The instances that it is refused for. */
export const unfitting = ({ action }: Pick<SpecOperation, 'action'>): readonly string[] =>
  action === 'StartInstances' ? instances.running : instances.shutDown;

export const secretKey = 'theSecretKeyOfTheContract0123456';

/** An emulator with a fleet, a key, and a clock that whoever sleeps moves on. */
export function startEmulator(options: EmulatorOptions = {}): Emulator {
  return createEmulator({
    clock: { mode: 'manual', automatic: true },
    accounts: [{ keys: [{ secretId: 'AKIDcontract', secretKey }] }],
    instances: [...instances.running, ...instances.shutDown].reduce(
      (all, unInstanceId, index) =>
        index < 2 ? all.running(1, { unInstanceId }) : all.shutDown(1, { unInstanceId }),
      fleet('ap-guangzhou'),
    ),
    ...options,
  });
}

/** Puts an emulator behind MSW and a client in front of it. */
export function connect(
  server: SetupServer,
  { emulator = startEmulator(), config = {} }: { emulator?: Emulator; config?: Partial<ClientConfig> } = {},
): { emulator: Emulator; cvm: Cvm; exchanges: readonly Exchange[] } {
  const exchanges: Exchange[] = [];
  server.resetHandlers(...watched(emulator, exchanges));
  const cvm = createCvm({
    region: 'ap-guangzhou',
    credentials: { secretId: 'AKIDcontract', secretKey },
    runtime: { ...emulator.runtime, random: () => 0.5 },
    limits: false,
    ...config,
  });
  return { emulator, cvm, exchanges };
}

export type Method = OperationMethod<OperationDescriptor<object>>;

/** The client's method for an Action. */
export function methodOf(cvm: Cvm, action: string): Method {
  const found = (Object.values(cvm) as Method[]).find(({ operation }) => operation.action === action);
  if (!found) throw new Error(`the client has no ${action}`);
  return found;
}

export type Ended = { readonly output: unknown; readonly error?: undefined } | { readonly error: QcvmError };

/** How a call ended; anything but an output and a member of the error family is thrown on. */
export async function ended(call: Promise<unknown>): Promise<Ended> {
  try {
    return { output: await call };
  } catch (error) {
    if (!isQcvmError(error)) throw error;
    return { error };
  }
}
