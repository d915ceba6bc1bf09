import { join } from 'node:path';
import { expect, it } from 'vitest';
import { installed } from './installed.js';
import { storyAfterDescribing, tellStory } from './story.js';

it('the official Node SDK of this API generation, as it comes from npm, tells the whole story', async () => {
  const directory = await installed('official-sdk', { 'qcloudapi-sdk': '0.2.1' });
  const { lines, emulator } = await tellStory([process.execPath, 'story-official-sdk.cjs'], {
    SDK: join(directory, 'node_modules/qcloudapi-sdk'),
    NODE_NO_WARNINGS: '1',
  });
  expect(lines).toEqual([
    'describe from 0: 0',
    'describe from 2: 0',
    'describe from 4: 0',
    ...storyAfterDescribing,
  ]);
  expect(emulator.instances.list().map(({ statusName }) => statusName)).toEqual([
    'running',
    'shutDown',
    'shutDown',
    'shutDown',
    'shutDown',
  ]);
});
