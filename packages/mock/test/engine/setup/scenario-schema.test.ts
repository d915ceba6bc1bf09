import { expect, test } from 'vitest';
import { scenarioSchema } from '../../../src/emulator/option-rules.js';

test('the schema in the package is up to date with the rules of scenario files', async () => {
  await expect(`${JSON.stringify(scenarioSchema, null, 2)}\n`).toMatchFileSnapshot(
    '../../../scenario.schema.json',
  );
});
