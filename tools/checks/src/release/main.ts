import { parseArgs } from 'node:util';
import { publish } from './publish.js';
import { rehearse } from './rehearse.js';

const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean', default: false } } });
const say = (text: string): void => console.log(text);
process.exitCode = (await (values['dry-run'] ? rehearse(say) : publish(say))) ? 0 : 1;
