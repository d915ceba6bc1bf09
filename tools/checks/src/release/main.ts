/** `npm run release`: publishes, or shows what that would do, or does it on this machine only. */
import { parseArgs } from 'node:util';
import { dryRun } from './dry-run.js';
import { publish } from './publish.js';
import { rehearse } from './rehearse.js';

const { values } = parseArgs({
  options: {
    'dry-run': { type: 'boolean', default: false },
    rehearse: { type: 'boolean', default: false },
  },
});
const act = values['dry-run'] ? dryRun : values.rehearse ? rehearse : publish;
process.exitCode = (await act((text) => console.log(text))) ? 0 : 1;
