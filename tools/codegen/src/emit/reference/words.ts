import type { ErrorRule, Operation, Repeatability, Service } from '@qcvm/codegen/toolkit';

/** What becomes of a call that is sent twice. */
export const repeatability: Readonly<Record<Repeatability, string>> = {
  read: 'Always safe: it only looks.',
  idempotent:
    'Safe: the second time does no more than the first, but may be answered differently. The client sends it again ' +
    'only when the service refused it, or cannot have seen it.',
  once: 'Not safe: it may act twice. The client sends it again only when the first one certainly had no effect.',
};

const retries: Readonly<Record<string, string>> = {
  never: 'no',
  later: 'yes, after a pause',
  clock: 'yes, with a new Nonce and a corrected clock',
  credentials: 'once, with new credentials',
  resource: 'only for the resources that failed',
};

/** Whether the same call is worth sending again after an error. */
export function retryInWords(error: ErrorRule): string {
  if (error.retry === 'clock' && error.effect === 'unknown')
    return 'if the clock was wrong, or the call only looks: with a new Nonce and a corrected clock';
  return retries[error.retry] ?? error.retry;
}

/** What an operation does, in one word for a table. */
export function effectInWords(operation: Operation): string {
  return operation.repeatability === 'read' ? 'looks' : 'changes';
}

/** The quotas of a service: "100 calls a minute for each operation, 1000 for all of them together". */
export const quotasInWords = ({ quotas }: Service): string =>
  quotas
    .map(({ calls, seconds, per }) => {
      const time = seconds === 60 ? 'a minute' : seconds === 1 ? 'a second' : `in ${seconds} seconds`;
      return `${calls} calls ${time} for ${per === 'action' ? 'each operation' : 'all operations together'}`;
    })
    .join(', ');
