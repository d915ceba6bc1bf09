import type { CheckRefusal } from '../../../core/protocol.js';
import type { Operation } from '../../../core/service.js';
import type { V3Behaviour } from '../behaviour.js';
import type { CheckedCallV3, Surroundings } from '../checked-call.js';
import { ParameterProblem } from '../parameters/problem.js';
import { parameterReader } from '../parameters/read.js';
import type { Sent } from '../reading/sent.js';
import { refusal } from '../../checks.js';

type Readers = Readonly<Record<Sent['from'], ReturnType<typeof parameterReader>>>;

/** What reads the parameters of each operation, as one emulator is configured; emulators share operations. */
const readers = new WeakMap<V3Behaviour, WeakMap<Operation, Readers>>();

/** The parameters must be those of the operation, with values that it accepts. */
export function parameters(checked: CheckedCallV3, { behaviour }: Surroundings): CheckRefusal | undefined {
  const { operation, reading } = checked;
  if (!operation) return undefined;
  const { sent } = reading;
  if (sent.problem) return refusal('InvalidParameter', sent.problem.english, sent.problem.chinese);
  try {
    checked.input = readersOf(operation, behaviour)[sent.from](sent.parameters);
    return undefined;
  } catch (problem) {
    if (problem instanceof ParameterProblem) return problem.refusal;
    throw problem;
  }
}

function readersOf(operation: Operation, behaviour: V3Behaviour): Readers {
  let own = readers.get(behaviour);
  if (!own) readers.set(behaviour, (own = new WeakMap<Operation, Readers>()));
  const known = own.get(operation);
  if (known) return known;
  const { descriptor, codes: documented = [] } = operation;
  const { input: table, exclusive } = descriptor;
  const readerOf = (from: Sent['from']) => parameterReader({ table, exclusive, documented, behaviour, from });
  const made = { json: readerOf('json'), form: readerOf('form') };
  own.set(operation, made);
  return made;
}
