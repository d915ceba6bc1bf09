import { readInput, writeOutcome, writeShared } from '@qcvm/mock/server';
import type { Failure, Form, IncomingCall, OutgoingAnswer, VerifiedRequest } from '@qcvm/mock/server';
import type { TransportResponse } from '@qcvm/client';
import type { RelayedResult } from '@qcvm/client/internal';
import { successorOf, type Successor } from '@qcvm/client/v3';
import type { OperationDescriptor } from '@qcvm/client/descriptors';
import { longRegion } from '../../../configuration/regions.js';
import { leavingSignal, sentFor } from '../clients/leaving.js';
import { newerAnswer, newerCall, passedAnswer } from '../answers/newer-version.js';
import { code } from '../answers/outcome.js';
import { operationOf, unknownAction, type ServiceClients } from '../clients/service-clients.js';

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
  /** The response with which API 3.0 has refused a call that is passed on; nothing for one that is carried. */
  readonly refusal?: () => OutgoingAnswer | undefined;
  /** Writes down what was done. */
  readonly done: (result: RelayedResult) => OutgoingAnswer;
}

interface OldCall {
  readonly request: VerifiedRequest;
  readonly call: IncomingCall;
  readonly service: string;
}

interface CarriedCall {
  readonly old: OldCall;
  readonly operation: OperationDescriptor;
}

/** Reads a call of API 2.0; the failure says why it cannot be sent. */
export function readOld(now: () => number, old: OldCall): Wanted | Failure {
  const { request, service } = old;
  const { action = '' } = request.form;
  const operation = operationOf(service, action);
  const successor = successorOf({ service, action });
  if (operation && successor.isCarried) return readCarried(now, { old, operation });
  return {
    code: code.notSupported,
    message: notCarried(action, successor) ?? unknownAction(service, action),
  };
}

/** What to do about an Action that cannot be sent; nothing where the Action is not known. */
function notCarried(action: string, { service, equivalents }: Successor): string | undefined {
  if (!equivalents) return undefined;
  const named = equivalents.map((each) => `${each.action} of ${each.service} ${each.version}`);
  const instead =
    named.length > 0 ? `call ${named.join(', ')} of API 3.0 yourself` : 'there is no equivalent';
  return `API 2.0's ${action} of ${service} has no counterpart that the bridge can send: ${instead}`;
}

function readCarried(
  now: () => number,
  { old: { request, call }, operation }: CarriedCall,
): Wanted | Failure {
  const { form } = request;
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
  let heard: TransportResponse | undefined;
  const hear = (response: TransportResponse): void => void (heard = response);
  return {
    // As they came: what the service makes of a name or a value is not known here.
    named: form.parameters,
    reads: newer.reads,
    send: (clients) => clients.pass(newer, { region, signal, hear }),
    sent: () => sentFor(signal),
    refusal: () => heard && passedAnswer(heard),
    done: ({ meta }) => (heard ? passedAnswer(heard) : newerAnswer(meta.raw)),
  };
}
