import { readInput, writeOutcome, writeShared } from '@qcvm/mock/server';
import type { Failure, Form, IncomingCall, OutgoingAnswer, VerifiedRequest } from '@qcvm/mock/server';
import type { RelayedResult } from '@qcvm/client/v3';
import type { OperationDescriptor } from '@qcvm/client/descriptors';
import { longRegion } from '../../../configuration/regions.js';
import { leavingSignal, sentFor } from './leaving.js';
import { newerAnswer, newerCall } from './newer-version.js';
import { code } from './outcome.js';
import { operationOf, unknownAction, type ServiceClients } from './service-clients.js';

/** A call that is known to be allowed, but for what it names. */
export interface Wanted {
  /** What may name a protected instance. */
  readonly named: unknown;
  readonly reads: boolean;
  /** The instances that a batch call is about. */
  readonly ids?: readonly string[] | undefined;
  readonly send: (clients: ServiceClients) => Promise<RelayedResult>;
  /** Requests that were sent so far. */
  readonly sent: () => number;
  /** Writes down what was done. */
  readonly done: (result: RelayedResult) => OutgoingAnswer;
}

/** What is needed to read calls. */
export interface ReadingParts {
  /** The clients that sign for a program. */
  readonly clientsOf: (request: VerifiedRequest) => ServiceClients;
  readonly now: () => number;
}

/** A message of the client that names an equivalent in API 3.0, or says that there is none. */
const knowsAnother = /: (?:call \S+ of|there is no equivalent)/;

interface OldCall {
  readonly request: VerifiedRequest;
  readonly call: IncomingCall;
  readonly service: string;
}

/** An operation of API 2.0, or why there is none: at once, where its Action is known to be carried. */
export function readOld(parts: ReadingParts, old: OldCall): Wanted | Failure | Promise<Wanted | Failure> {
  const { request, service } = old;
  const { action = '' } = request.form;
  const clients = parts.clientsOf(request);
  const operation = operationOf(service, action);
  if (operation && clients.carries(service, action)) return readCarried(parts, { ...old, operation });
  return clients.uncarried(service, action).then((uncarried) => {
    if (uncarried && !operation && !knowsAnother.test(uncarried.message))
      return { code: code.notSupported, message: unknownAction(service, action) };
    if (uncarried) throw uncarried;
    if (!operation) throw new Error(`${action} is carried, and has no table`);
    return readCarried(parts, { ...old, operation });
  });
}

function readCarried(
  { now }: ReadingParts,
  { request: { form }, call, operation }: OldCall & { readonly operation: OperationDescriptor },
): Wanted | Failure {
  const { region } = form;
  if (!region)
    return {
      code: code.parameter,
      message: `Region: missing; ${operation.action} needs one, such as ap-guangzhou`,
    };
  const reading = readInput(form, operation);
  if (reading.kind === 'refused') return reading.refusal;
  const input = withoutRepeats(reading.input, operation);
  const ids = operation.batch && (input[operation.batch.ids] as readonly string[]);
  const signal = leavingSignal(call);
  return {
    named: input,
    reads: operation.repeatability === 'read',
    ids,
    send: (clients) => clients.carry(operation, input, { region, signal }),
    sent: () => sentFor(signal),
    done: ({ output, shared }) =>
      ids && shared
        ? writeShared({ ids, result: shared }, { operation, now: now() })
        : // Of a batch, `detail` is among the fields: all of it was done.
          writeOutcome({ fields: output }, { operation, now: now() }),
  };
}

/** The service takes an id that occurs twice once. */
function withoutRepeats(
  input: Readonly<Record<string, unknown>>,
  { batch }: OperationDescriptor,
): Readonly<Record<string, unknown>> {
  if (!batch) return input;
  const ids = input[batch.ids] as readonly string[];
  const once = new Set(ids);
  return once.size === ids.length ? input : { ...input, [batch.ids]: [...once] };
}

/** A call of API 3.0, which is passed on. */
export function readNewer(
  call: IncomingCall,
  { form, service }: { readonly form: Form; readonly service: string },
): Wanted {
  const newer = newerCall({ form, service, method: call.method });
  const signal = leavingSignal(call);
  const region = form.region ? longRegion(form.region) : undefined;
  return {
    // As they came: what the service makes of a name or a value is not known here.
    named: form.parameters,
    reads: newer.reads,
    send: (clients) => clients.pass(newer, { region, signal }),
    sent: () => sentFor(signal),
    done: ({ meta }) => newerAnswer(meta.raw),
  };
}
