import {
  createClient,
  isQcvmError,
  type ClientConfig,
  type OperationMethod,
  type QcvmError,
} from '@qcvm/client';
import { services, type OperationDescriptor } from '@qcvm/client/descriptors';
import { createEmulator, type Emulator, type EmulatorOptions } from '@qcvm/mock';
import { handlers } from '@qcvm/mock/msw';
import type { HttpHandler } from 'msw';
import type { SetupServer } from 'msw/node';
import { signatureFor } from './independent/signature.js';
import { readRequest } from './independent/wire.js';
import {
  readLogical,
  requestProblems,
  responseProblems,
  type SpecOperation,
  type SpecService,
} from './spec.js';

/** What went over the wire between a client and the emulator, as text. */
export interface ObservedCall {
  readonly method: string;
  readonly url: string;
  readonly body: string;
  /** The answer, if there was a whole one. */
  readonly answer: { readonly type: string; readonly text: string } | undefined;
}

/** MSW handlers of an emulator that note every call. */
function watched(emulator: Emulator, noted: ObservedCall[]): HttpHandler[] {
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
export function wireProblems({ method, url, body }: ObservedCall, secretKey: string): string[] {
  const { parameters, ...address } = readRequest({ method, url, body });
  const asked = { host: address.host, action: parameters.get('Action') ?? '' };
  const signature = signatureFor(parameters, { ...address, secretKey });
  return [
    ...requestProblems(asked, readLogical(asked, parameters)),
    ...(parameters.get('Signature') === signature
      ? []
      : ['the signature is not the one that the SecretKey gives']),
  ];
}

/** Everything that is wrong with an answer in JSON, by the spec. */
export function answerProblems({ url, body, method, answer }: ObservedCall): string[] {
  if (!answer?.type.startsWith('application/json')) return [];
  const { parameters, host } = readRequest({ method, url, body });
  return responseProblems({ host, action: parameters.get('Action') ?? '' }, JSON.parse(answer.text));
}

/** Instances on which every operation can be tried: two in each of these statuses. */
const instances = [2, 4, 1].map((status, index) => ({
  status,
  ids: [1, 2].map((nth) => `ins-0000000${2 * index + nth}`),
}));

const idsWhere = (isWanted: (status: number) => boolean): readonly string[] =>
  instances.find(({ status }) => isWanted(status))?.ids ?? [];

/** The instances that an operation is accepted for. */
export const fitting = ({ transition }: SpecOperation): readonly string[] =>
  idsWhere((status) => transition?.from.includes(status) ?? true);
/** The instances that it is refused for. */
export const unfitting = ({ transition }: SpecOperation): readonly string[] =>
  idsWhere((status) => transition?.from.includes(status) === false);

/** An input that an operation accepts: about instances of the emulator where it changes some, else the documented one. */
export function acceptedInput(operation: SpecOperation, ids = fitting(operation)): object {
  const { batch, transition, examples } = operation;
  if (batch && transition) return { [batch.ids]: ids };
  return examples.find(({ response }) => response['code'] === 0)?.request ?? {};
}

export const secretKey = 'theSecretKeyOfTheContract0123456';

/** An emulator with a fleet, a key, and a clock that a sleep moves on. */
export function startEmulator(options: EmulatorOptions = {}): Emulator {
  return createEmulator({
    clock: { mode: 'manual', automatic: true },
    accounts: [{ keys: [{ secretId: 'AKIDcontract', secretKey }] }],
    instances: instances.flatMap(({ status, ids }) => ids.map((unInstanceId) => ({ unInstanceId, status }))),
    ...options,
  });
}

/** Puts an emulator behind MSW and a client in front of it. */
export function connect(
  server: SetupServer,
  {
    service,
    emulator = startEmulator(),
    config = {},
  }: {
    readonly service: Pick<SpecService, 'name'>;
    readonly emulator?: Emulator;
    readonly config?: Partial<ClientConfig>;
  },
): { emulator: Emulator; client: AnyClient; observed: readonly ObservedCall[] } {
  const observed: ObservedCall[] = [];
  server.resetHandlers(...watched(emulator, observed));
  const client = clientOf(service, {
    region: 'ap-guangzhou',
    credentials: { secretId: 'AKIDcontract', secretKey },
    runtime: { ...emulator.runtime, random: () => 0.5 },
    limits: false,
    ...config,
  });
  return { emulator, client, observed };
}

export type Method = OperationMethod<OperationDescriptor<object>>;
/** A client of any service. */
export type AnyClient = Readonly<Record<string, Method>>;

/** A client with every operation of a service, from the registry. */
export function clientOf({ name }: Pick<SpecService, 'name'>, config: ClientConfig): AnyClient {
  const found = services.find(({ service }) => service.name === name);
  if (!found) throw new Error(`the client has no service ${name}`);
  return createClient(found.operations, config) as unknown as AnyClient;
}

/** The client's method for an Action. */
export function methodOf(client: AnyClient, action: string): Method {
  const found = Object.values(client).find(({ operation }) => operation.action === action);
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
