import type { OperationDescriptor } from '../descriptor.js';
import type { BatchErrorDetails } from '../errors.js';
import { createRedactor, excerpt, type Redact } from '../redact.js';

interface Answer {
  /** Id of the request or of its task, where the service gave one. */
  readonly requestId?: string;
  /** The parsed body as the service sent it. */
  readonly raw: unknown;
}

/** What an answer means. The orchestrator turns all but `output` into errors. */
export type Outcome =
  | (Answer & { readonly kind: 'output'; readonly output: Readonly<Record<string, unknown>> })
  | (Answer & {
      readonly kind: 'api';
      readonly code: number;
      readonly codeDesc?: string;
      readonly moduleCode?: string;
      readonly serviceMessage: string;
    })
  | (Answer & BatchErrorDetails & { readonly kind: 'batch' })
  | { readonly kind: 'malformed'; readonly reason: string; readonly excerpt: string };

export interface ParseOptions {
  readonly status: number;
  readonly body: string;
  /** Without it the result's own fields are handed over unchecked. */
  readonly operation?: Pick<OperationDescriptor, 'output' | 'batch'> | undefined;
  /** The ids that a batch call was about. */
  readonly requestedIds?: readonly string[] | undefined;
  /** Applied to every text of the service that ends up in an error. */
  readonly redact?: Redact | undefined;
}

/** Reads an answer. Never throws, whatever the body. */
export function parseResponse({ status, body, redact = createRedactor([]) }: ParseOptions): Outcome {
  let raw: unknown;
  try {
    raw = JSON.parse(body);
  } catch {
    return {
      kind: 'malformed',
      reason: `HTTP ${status} with a body that is not JSON`,
      excerpt: excerpt(body, redact),
    };
  }
  if (typeof raw !== 'object' || raw === null || !('code' in raw))
    return {
      kind: 'malformed',
      reason: `HTTP ${status} with a body that is no answer of this API`,
      excerpt: excerpt(body, redact),
    };
  const { code, ...output } = raw;
  return Number(code) === 0
    ? { kind: 'output', output, raw }
    : { kind: 'api', code: Number(code), serviceMessage: '', raw };
}
