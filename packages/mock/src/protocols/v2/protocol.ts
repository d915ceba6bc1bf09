import { failingResources } from '../../core/faults/partial-failure.js';
import type { Admission, Delivery, Protocol } from '../../core/protocol.js';
import { answerOf, failureOf, numbered } from './answer.js';
import type { CheckName, NamedCheck } from './checks/checks.js';
import { orderChecks } from './checks/checks.js';
import { nonceUse } from './checks/freshness.js';
import type { CheckRefusal, Exchange } from './exchange.js';
import { explainCall } from './explain/explain-call.js';
import { formOf } from './form.js';
import type { Form } from './form.js';
import { invocationOf } from './invocation.js';
import type { Surroundings } from './surroundings.js';

/** API 2.0: parameters in a query or a form, HMAC in `Signature`, numbers as codes. */
export function protocolV2(surroundings: Surroundings): Protocol {
  const { behaviour, nonces, routes } = surroundings;
  const checks = orderChecks(behaviour.checkOrder);

  const begin = (delivery: Delivery): Exchange => {
    const { call, partialFailure } = delivery;
    // What `read` below has made of the call.
    const form = delivery.reading as Form;
    return {
      call,
      form,
      delivery,
      service: routes.serviceOf(call.host, form.action ?? ''),
      timestamp: NaN,
      account: undefined,
      input: undefined,
      refusal: undefined,
      invocation: undefined,
      failing: failingResources(partialFailure, numbered),
    };
  };

  const refuse = (exchange: Exchange, { by, why }: { by: CheckName; why: CheckRefusal }): Admission => {
    exchange.refusal = { ...why, by };
    return exchange;
  };

  /** Goes on after a check that had to wait. */
  const resume = async (
    exchange: Exchange,
    { from, verdict }: { from: NamedCheck; verdict: Promise<CheckRefusal | undefined> },
  ): Promise<Admission> => {
    const why = await verdict;
    if (why) return refuse(exchange, { by: from.name, why });
    return check(exchange, checks.indexOf(from) + 1);
  };

  const check = (exchange: Exchange, first: number): Admission | Promise<Admission> => {
    for (let index = first; index < checks.length; index++) {
      const named = checks[index];
      const why = named?.check(exchange, surroundings);
      if (!named || !why) continue;
      return why instanceof Promise
        ? resume(exchange, { from: named, verdict: why })
        : refuse(exchange, { by: named.name, why });
    }
    exchange.invocation = invocationOf(exchange);
    return exchange;
  };

  return {
    accepts: () => true,
    read: (call) => formOf(call),
    kept: () => undefined,
    admit: (delivery) => check(begin(delivery), 0),
    carriedOut: (admission) => {
      // What `begin` above has made of the delivery.
      if (!behaviour.refusedRequestUsesNonce) nonces.add(nonceUse(admission as Exchange));
    },
    failureOf,
    answer: (outcome, { operation, now }) => answerOf(outcome, { behaviour, operation, now }),
    meaning: (code) => meaningOf(code, surroundings),
    explain: (call) => explainCall({ call, accounts: surroundings.accounts }),
  };
}

/** What a code means, a common one or one of any operation. */
function meaningOf(code: number | string, { routes }: Surroundings): string | undefined {
  for (const { descriptor, operations } of routes.services) {
    const common = descriptor.errors[code]?.meaning;
    if (common !== undefined) return common;
    for (const operation of operations.values()) {
      const own = operation.descriptor.errors[code]?.meaning;
      if (own !== undefined) return own;
    }
  }
  return undefined;
}
