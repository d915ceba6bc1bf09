import { anyIds, batchCommand } from './batch.js';

export const start = anyIds.map((wanted) => batchCommand('StartInstances', { wanted }));
