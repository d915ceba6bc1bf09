import type { OperationDescriptor, ServiceDescriptor } from '@qcvm/client/descriptors';
import type { FailingResources } from './faults/partial-failure.js';

/** A call that has passed every check of its protocol: who asks, where, and for what. */
export interface Invocation {
  readonly operation: Operation;
  /** The id of the caller's account. */
  readonly account: string;
  readonly secretId: string;
  /** In the long spelling. */
  readonly region: string;
  /** As the caller wrote it. */
  readonly writtenRegion: string;
  /** The parameters with their types. */
  readonly input: Readonly<Record<string, unknown>>;
  /** The id that the answer will have, in a protocol that gives one to every call. */
  readonly requestId?: string | undefined;
  /** When the caller says the request was made. Seconds since 1970. */
  readonly timestamp: number;
  /** Whether the caller may touch a resource; absent for a caller who may touch all of them. */
  readonly permits: ((resource: string) => boolean) | undefined;
  /** A fault has some resources of a batch fail. */
  readonly failing: FailingResources | undefined;
}

/** Why something was not done: a code of the API, a number or a word. */
export interface Failure {
  readonly code: number | string;
  /** The code in words, beside a number. Default: what the protocol calls the code. */
  readonly codeDesc?: string;
  readonly message: string;
  /** The message in further languages, by tag such as `zh-CN`. */
  readonly localized?: Readonly<Record<string, string>>;
}

/** A failure in both languages of the newer API. */
export const failure = (code: number | string, english: string, chinese: string): Failure => ({
  code,
  message: english,
  localized: { 'zh-CN': chinese },
});

/** What became of one resource of a batch; code 0 is success. */
export interface ResourceResult {
  readonly id: string;
  readonly code: number;
  readonly codeDesc?: string | undefined;
  readonly message: string;
  /** The id of the task that was begun for it. */
  readonly requestId?: string | undefined;
}

/** What an operation answers, before a protocol writes it down. */
export interface Outcome {
  /** The operation as a whole failed. Left out on success, and for a batch, whose results speak for themselves. */
  readonly failure?: Failure;
  /** The result's own fields. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** Of a batch: one result for each id that was asked for, in order. */
  readonly results?: readonly ResourceResult[];
  /** Something has changed that watchers want to know of. Default: nothing has. */
  readonly changed?: boolean;
}

/** An operation that is refused. */
export const refused = (why: Failure): Outcome => ({ failure: why });

/** An operation that has changed something. */
export const done = (fields: Outcome['fields'] = {}): Outcome => ({ fields, changed: true });

/** One Action: what is checked of it, and what it does. */
export interface Operation {
  readonly descriptor: OperationDescriptor;
  /** Runs when every check has passed. Does not wait: its effect is one step. */
  readonly run: (invocation: Invocation) => Outcome;
  /** The ids that a call names and its caller may not touch. Omitted when callers are not distinguished. */
  readonly forbidden?: (invocation: Invocation) => readonly string[];
  /** The codes that the service documents for it, where they are words. */
  readonly codes?: readonly string[];
  /** It has to do with no region, and needs none said. */
  readonly regionless?: true;
}

/** One service in one version of the API: where it is, and what it can do. */
export interface Service {
  readonly descriptor: ServiceDescriptor;
  /** By Action. */
  readonly operations: ReadonlyMap<string, Operation>;
}

/** The ids that a batch call names, as sent; empty for other calls. */
export function batchIds({ input, operation }: Invocation): readonly string[] {
  const parameter = operation.descriptor.batch?.ids;
  const ids = parameter === undefined ? undefined : input[parameter];
  return Array.isArray(ids) ? (ids as readonly string[]) : [];
}
