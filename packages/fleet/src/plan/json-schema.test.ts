import { toJsonSchema } from '@valibot/to-json-schema';
import { expect, it } from 'vitest';
import { planSchema } from './schema.js';

it('is published as a JSON schema for editors: update it with vitest --update', async () => {
  const schema = {
    $id: 'urn:qcvm:fleet-plan',
    ...toJsonSchema(planSchema, { typeMode: 'input', errorMode: 'throw' }),
  };
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot('../../plan.schema.json');
});
