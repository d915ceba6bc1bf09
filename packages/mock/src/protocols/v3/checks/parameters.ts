import type { CheckRefusal } from '../../../core/protocol.js';
import type { Exchange } from '../exchange.js';
import { ParameterProblem } from '../parameters/problem.js';
import { readParameters } from '../parameters/read.js';
import { refusal } from '../refusal.js';
import type { Surroundings } from '../surroundings.js';

/** The parameters must be those of the operation, with values that it accepts. */
export function parameters(exchange: Exchange, { behaviour }: Surroundings): CheckRefusal | undefined {
  const { operation, reading } = exchange;
  if (!operation) return undefined;
  const { sent } = reading;
  if (sent.problem) return refusal('InvalidParameter', sent.problem.english, sent.problem.chinese);
  try {
    exchange.input = readParameters(sent, {
      table: operation.descriptor.input,
      exclusive: operation.descriptor.exclusive,
      documented: operation.codes ?? [],
      behaviour,
    });
    return undefined;
  } catch (problem) {
    if (problem instanceof ParameterProblem) return problem.refusal;
    throw problem;
  }
}
