import fc from 'fast-check';
import { anyIds, batchCommand } from './batch.js';

export const restart = fc
  .record({ wanted: anyIds, force: fc.boolean() })
  .map((given) => batchCommand('RestartInstances', given));
