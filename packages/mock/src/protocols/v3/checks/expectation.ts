import type { CheckRefusal } from '../../../core/protocol.js';
import type { Exchange } from '../exchange.js';
import type { Surroundings } from '../surroundings.js';

/** A test may announce which calls it expects; then any other is refused before it has an effect. */
export function expectation(exchange: Exchange, { expected }: Surroundings): CheckRefusal | undefined {
  const message = expected.receive({
    action: exchange.operation?.descriptor.action ?? '',
    region: exchange.region ?? '',
    input: exchange.input ?? {},
  });
  return message === undefined ? undefined : { code: 'InvalidAction', message, unexpected: true };
}
