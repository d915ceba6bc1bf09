import type { CheckRefusal } from '../../../core/protocol.js';
import type { Operation } from '../../../core/service.js';
import type { ProtocolBehaviour } from '../behaviour.js';
import type { CheckedCallV2 } from '../checked-call.js';
import { readParameters } from '../parameters/read.js';

/** How many problems one message names. */
const mostNamed = 5;

/** 4000: the API parameters must be those of the operation, with values that it accepts. */
export function parameters(
  checked: Pick<CheckedCallV2, 'form' | 'input'> & {
    readonly operation?: Pick<Operation, 'descriptor'> | undefined;
  },
  {
    behaviour,
    empty = 'value',
  }: {
    readonly behaviour: Pick<ProtocolBehaviour, 'unknownParameters' | 'maxBatch' | 'duplicateIds'>;
    readonly empty?: 'value' | 'leftOut';
  },
): CheckRefusal | undefined {
  const { operation, form } = checked;
  if (!operation) return undefined;
  const { input, problems } = readParameters(form, {
    table: operation.descriptor.input,
    action: operation.descriptor.action,
    unknown: behaviour.unknownParameters,
    empty,
    batch: operation.descriptor.batch && {
      parameter: operation.descriptor.batch.ids,
      maximum: behaviour.maxBatch,
      duplicates: behaviour.duplicateIds,
    },
  });
  if (problems.length === 0) {
    checked.input = input;
    return undefined;
  }
  const named = problems.slice(0, mostNamed).join('; ');
  const more = problems.length > mostNamed ? `; and ${problems.length - mostNamed} more` : '';
  return { code: 4000, message: named + more };
}
