// A worker as a process of its own, of the built package: something that can be killed.
import { openFleet } from '@qcvm/fleet';

const { store, concurrency, lock } = JSON.parse(process.argv[2] ?? '{}');
const say = (event) => process.stdout.write(`${JSON.stringify({ ...event, error: event.error?.message })}\n`);
const fleet = await openFleet({ store, patience: 60_000, onEvent: say });
fleet.startWorker({ concurrency, lock });
process.on('SIGTERM', () => void fleet.close());
say({ type: 'ready' });
// Its memory, for measurements: the most it ever had, in bytes.
setInterval(() => say({ type: 'memory', most: process.resourceUsage().maxRSS * 1024 }), 1000).unref();
