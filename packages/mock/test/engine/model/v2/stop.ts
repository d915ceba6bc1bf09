import fc from 'fast-check';
import { anyIds, batchCommand } from './batch.js';

export const stop = fc
  .record({ wanted: anyIds, force: fc.boolean() })
  .map((given) => batchCommand('StopInstances', given));
