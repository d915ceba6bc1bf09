import { createCvm } from '@qcvm/client/v3';
import { createCbs } from './cbs/index.js';
import { snapshotThenStop } from './snapshot-then-stop.js';

const ids = process.argv.slice(2);
if (ids.length === 0) {
  console.error('usage: node dist/main.js INSTANCE...');
  process.exit(2);
}
const region = process.env['REGION'] ?? 'ap-guangzhou'; // credentials: TENCENTCLOUD_SECRET_ID and _KEY
const clients = { cvm: createCvm({ region }), cbs: createCbs({ region }) };
const name = `before-stop-${new Date().toISOString().slice(0, 10)}`;
process.exitCode = (await snapshotThenStop(clients, ids, { name })) ? 0 : 1;
