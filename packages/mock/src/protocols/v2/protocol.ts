import { failingResources } from '../../core/faults/partial-failure.js';
import type { Delivery, Protocol } from '../../core/protocol.js';
import { answerOf, failureOf, numbered } from './answer.js';
import { checksV2 } from './checks/checks.js';
import { codeNames } from './codes.gen.js';
import { nonceUse } from './checks/freshness.js';
import { CheckedCallV2, type Surroundings } from './checked-call.js';
import { explainCall } from './explain-call.js';
import { formOf } from '../query/form.js';
import { admitter, orderChecks } from '../order.js';

/** API 2.0: parameters in a query or a form, HMAC in `Signature`, numbers as codes. */
export function protocolV2(surroundings: Surroundings): Protocol {
  const { behaviour, nonces, routes } = surroundings;
  const check = admitter(orderChecks(checksV2, behaviour.checkOrder), surroundings);

  const begin = (delivery: Delivery): CheckedCallV2 =>
    new CheckedCallV2(delivery, {
      service: routes.withAction(routes.at(delivery.call.host), delivery.reading.action ?? ''),
      failing: failingResources(delivery.partialFailure, numbered),
    });

  return {
    accepts: () => true,
    read: (call) => formOf(call),
    // The type says how a form in parts is read again.
    kept: ({ bytes, headers }) => bytes && { 'content-type': headers['content-type'] ?? '' },
    admit: (delivery) => check(begin(delivery)),
    carriedOut: (admission) => {
      // What `begin` above has made of the delivery.
      if (!behaviour.refusedRequestUsesNonce) nonces.add(nonceUse(admission as CheckedCallV2));
    },
    failureOf,
    // A word stands in `codeDesc`.
    codeOf: (code) => code,
    answer: (outcome, { operation, now }) => answerOf(outcome, { behaviour, operation, now }),
    nameOf: (code) => (Object.hasOwn(codeNames, code) ? `${codeNames[code]}` : `${code}`),
    explain: (call) => explainCall(call, surroundings.accounts),
  };
}
