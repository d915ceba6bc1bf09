import type { ExpectedCalls } from '../core/expectations/expected-calls.js';
import type { CheckRefusal } from '../core/protocol.js';
import type { BaseExchange } from './exchange.js';

/** A test may announce which calls it expects; then any other is refused with a code before it has an effect. */
export const expectation =
  (code: number | string) =>
  (
    { operation, region = '', input = {} }: BaseExchange,
    { expected }: { expected: ExpectedCalls },
  ): CheckRefusal | undefined => {
    const message = expected.receive({ action: operation?.descriptor.action ?? '', region, input });
    return message === undefined ? undefined : { code, message, unexpected: true };
  };
