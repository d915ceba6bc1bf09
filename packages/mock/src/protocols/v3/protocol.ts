import { isPathOfV2, isVendorHost } from '../../core/http/hosts.js';
import { failingResources } from '../../core/faults/partial-failure.js';
import type { IncomingCall } from '../../core/http/call.js';
import type { Delivery, Protocol } from '../../core/protocol.js';
import type { Failure } from '../../core/service.js';
import { answerOf, failureOf, wordFor } from './answer.js';
import { admitter, orderChecks } from '../order.js';
import { checksV3 } from './checks/checks.js';
import { CheckedCallV3, type Surroundings } from './checked-call.js';
import { formOf } from '../query/form.js';
import { explainCall } from './explain/explain-call.js';
import { readCall, type V3Reading } from './reading/call.js';

/** API 3.0: parameters in a JSON body, a signature in a header, words as codes. */
export function protocolV3(surroundings: Surroundings): Protocol {
  const { behaviour, requestIds } = surroundings;
  const check = admitter(orderChecks(checksV3, behaviour.checkOrder), surroundings);

  const begin = (delivery: Delivery): CheckedCallV3 =>
    new CheckedCallV3(delivery, {
      requestId: requestIds.next(),
      failing: failingResources(delivery.partialFailure, worded),
    });

  return {
    accepts: isOfV3,
    read: (call) => readCall(call),
    // Any of them may be signed.
    kept: ({ headers }) => headers,
    admit: (delivery) => check(begin(delivery)),
    failureOf,
    codeOf: wordFor,
    answer: (outcome, { reading, requestId = requestIds.next(), now }) => {
      // Some clients send the header empty.
      const language = (reading as V3Reading | undefined)?.language || behaviour.language;
      return answerOf(outcome, { requestId, language, now });
    },
    nameOf: (code) => `${code}`,
    explain: (call) =>
      explainCall({ call, accounts: surroundings.accounts, signedPort: behaviour.signedPort }),
  };
}

/** Whether a call is one of API 3.0: by where it goes, else by what only such a call has. */
export function isOfV3(call: IncomingCall): boolean {
  if (isPathOfV2(call.path)) return isBetween(call);
  if (isVendorHost(call.host)) return true;
  const { headers } = call;
  return (
    headers['x-tc-action'] !== undefined ||
    headers['x-tc-version'] !== undefined ||
    headers['authorization']?.startsWith('TC3-') === true ||
    versionOf(call) !== undefined
  );
}

/** A failure as it is written here: words stand for the numbers of API 2.0. */
const worded = ({ code, message }: Failure) => ({ code: 0, codeDesc: wordFor(code), message });

/** A call of the generation in between: where API 2.0 is and signed like it, but with the version of an API 3.0. */
const isBetween = (call: IncomingCall): boolean => /^\d{4}-\d\d-\d\d$/.test(versionOf(call) ?? '');

/** The version among the parameters of a call; a look that costs little, as most calls have none. */
function versionOf(call: IncomingCall): string | undefined {
  const { method, body, query, bytes } = call;
  if (method !== 'POST') return inForm.exec(query)?.[1];
  return bytes ? formOf(call).parameters['Version'] : inForm.exec(body)?.[1];
}

const inForm = /(?:^|&)Version=(\d[^&]*)/;
