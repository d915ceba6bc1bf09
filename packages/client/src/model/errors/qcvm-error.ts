import { define, member, own } from '../own.js';
import { printable } from '../shape.js';

/** What every member of the error family can know of the call it is about. */
export interface ErrorContext {
  /** The Action, as the vendor spells it. */
  readonly action?: string | undefined;
  /** The subject of the message, if not the Action: "Invalid client options". */
  readonly about?: string | undefined;
  readonly region?: string | undefined;
  /** Id of the request or of its task, where the service gave one. */
  readonly requestId?: string | undefined;
  /** Attempts made, this one included; 0, the default, if nothing was sent. */
  readonly attempts?: number | undefined;
  /** Milliseconds spent waiting between attempts. */
  readonly totalRetryDelay?: number | undefined;
  /** The same call is worth sending again later. */
  readonly retryable?: boolean | undefined;
  /** The service may have acted. */
  readonly ambiguous?: boolean | undefined;
  /** What to do next, as a sentence; each class has one of its own. */
  readonly advice?: string | undefined;
  /** The ids that the call was about. */
  readonly resourceIds?: readonly string[] | undefined;
  /** A foreign error goes through `safeCause` first. */
  readonly cause?: unknown;
}

/** All that an error shows of itself, in JSON and on a console, in addition to name, message, stack and cause. */
const shown: readonly string[] = [
  ...[
    'action',
    'region',
    'requestId',
    'attempts',
    'totalRetryDelay',
    'retryable',
    'ambiguous',
    'advice',
    'resourceIds',
  ],
  ...[
    'problems',
    'code',
    'codeDesc',
    'moduleCode',
    'category',
    'serviceMessage',
    'namedIds',
    'status',
    'phase',
    'excerpt',
    'timeout',
  ],
  ...['succeeded', 'failed', 'unreported', 'unsent', 'unexpected', 'contradictions'],
];

const pickShown = (source: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(source).filter(([name, value]) => value !== undefined && shown.includes(name)),
  );

/** In every error of every copy of this package: see `isQcvmError`. */
const brand = Symbol.for('@qcvm/client.error');
const inspection = Symbol.for('nodejs.util.inspect.custom');

/** The first few of them, and how many more there are. */
export const some = (items: readonly string[]): string =>
  items.length > 3 ? `${items.slice(0, 3).join(', ')} and ${items.length - 3} more` : items.join(', ');

function bracket(context: ErrorContext, details: object): string {
  const { resourceIds = [], region, requestId, attempts = 0, totalRetryDelay = 0 } = context;
  const facts = [
    // A summary that goes through the resources one by one has named them.
    Object.hasOwn(details, 'unreported') ? '' : some(resourceIds),
    region,
    requestId && `request id ${printable(requestId)}`,
    attempts > 1
      ? `${attempts} attempts, ${totalRetryDelay} ms between them`
      : attempts === 1 && 'not retried',
  ];
  const text = facts.filter(Boolean).join('; ');
  return text && ` [${text}]`;
}

/** The family of everything that the client throws, except an abort signal's own reason. */
export class QcvmError extends Error {
  /** The Action, as the vendor spells it. */
  declare readonly action?: string;
  declare readonly region?: string;
  /** Id of the request or of its task, where the service gave one. */
  declare readonly requestId?: string;
  /** Attempts made; 0 if nothing was sent. */
  declare readonly attempts: number;
  /** Milliseconds spent waiting between attempts. */
  declare readonly totalRetryDelay: number;
  /** The same call is worth sending again later. */
  declare readonly retryable: boolean;
  /** The service may have acted: look at the state of things before you send the call again. */
  declare readonly ambiguous: boolean;
  /** What to do next, as a sentence. */
  declare readonly advice: string;
  /** The ids that the call was about. */
  declare readonly resourceIds?: readonly string[];

  /**
   * @param summary - What happened, as the predicate of the subject: "failed with code 4100".
   * @param details - The fields of the subclass, its advice if the context has none, and the subject of the message. Default: the Action.
   */
  constructor(summary: string, given: ErrorContext = {}, details: object = {}) {
    const context = own(given);
    const { action = 'The call', about = `${action} `, cause } = context;
    const advice = context.advice ?? own<ErrorContext>(details).advice ?? '';
    const message = `${about}${summary}${bracket(context, details)}.${advice && ` ${advice}`}`;
    super(message, cause === undefined ? undefined : { cause });
    const defaults = { attempts: 0, totalRetryDelay: 0, retryable: false, ambiguous: false };
    const fields = { ...defaults, ...pickShown({ ...context, ...details, advice }) };
    for (const [name, value] of Object.entries(fields)) define(this, name, { value, enumerable: true });
    // Not members of the class: bundlers keep a class with computed names, whether it is used or not.
    define(this, brand, { value: true });
    define(this, inspection, { value: inspectError });
  }

  override get name(): string {
    return 'QcvmError';
  }

  /** What is known of the error. Never a SecretKey, a Token or a Signature. */
  toJSON(): Record<string, unknown> {
    const { name, message } = this;
    const cause = member(this, 'cause');
    return { name, message, ...pickShown(this), ...(cause !== undefined && { cause: summarise(cause) }) };
  }
}

/** What `console.log` and `util.inspect` show on Node. */
function inspectError(
  this: QcvmError,
  ...[_depth, options, inspect]: [number, object, ((value: unknown, options: object) => string)?]
): string {
  const { name: _name, message: _message, ...rest } = this.toJSON();
  return `${this.stack} ${inspect ? inspect(rest, options) : JSON.stringify(rest)}`;
}

function summarise(cause: unknown): unknown {
  if (isOfFamily(cause) || !(cause instanceof Error)) return cause;
  const { name, message } = cause;
  const code = member(cause, 'code');
  return { name, message, ...(code !== undefined && { code }) };
}

/** By the brand: of an error of another copy of this package, `instanceof` knows nothing. */
export const isOfFamily = (value: unknown): value is QcvmError =>
  typeof value === 'object' && value !== null && brand in value;
