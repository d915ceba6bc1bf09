import { join } from 'node:path';
import { expect, it } from 'vitest';
import { installed } from './installed.js';
import { linesAfterDescribing, runScenario } from './scenario.js';

it('the official Node SDK of this API generation, as it comes from npm, runs the whole scenario', async () => {
  const directory = await installed('official-sdk', { 'qcloudapi-sdk': '0.2.1' });
  const { lines, emulator } = await runScenario([process.execPath, 'scenario-official-sdk.cjs'], {
    SDK: join(directory, 'node_modules/qcloudapi-sdk'),
    NODE_NO_WARNINGS: '1',
  });
  expect(lines).toEqual([
    'describe from 0: 0',
    'describe from 2: 0',
    'describe from 4: 0',
    ...linesAfterDescribing,
  ]);
  expect(emulator.instances.list().map(({ statusName }) => statusName)).toEqual([
    'running',
    'shutDown',
    'shutDown',
    'shutDown',
    'shutDown',
  ]);
});
