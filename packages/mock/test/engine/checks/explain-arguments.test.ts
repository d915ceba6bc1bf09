import { expect, test } from 'vitest';
import { explainSignature, explainTc3, OptionsError } from '../../../src/index.js';

// Untyped code calls with anything: an option is refused by its name and with its shape, never by an error of the engine.

const shared = { method: 'GET', host: 'h', path: '/', secretKey: 'k' };
const right = {
  explainSignature: { ...shared, parameters: {} },
  explainTc3: { ...shared, headers: {} },
};
const calls = { explainSignature, explainTc3 } as unknown as Readonly<
  Record<keyof typeof right, (options: unknown) => Promise<unknown>>
>;

test.each(['explainSignature', 'explainTc3'] as const)('%s names what is wrong', async (name) => {
  const call = calls[name];
  for (const value of [undefined, null, 5, 'x', [], () => 1, Symbol('x'), true]) {
    const error: unknown = await call(value).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OptionsError);
    expect((error as Error).message).toContain(`${name} options: expected an object, got `);
  }
  for (const field of Object.keys(right[name]))
    for (const value of [undefined, null, 5, Symbol('x'), [5]]) {
      const error: unknown = await call({ ...right[name], [field]: value }).catch(
        (thrown: unknown) => thrown,
      );
      expect(error, `${field} ${String(value)}`).toBeInstanceOf(OptionsError);
      expect((error as Error).message).toContain(
        value === undefined ? `${field}: missing` : `${field}: expected `,
      );
    }
  await expect(call({ ...right[name], otherKeys: [{ secretId: 'a' }] })).rejects.toThrow(
    'otherKeys.0.secretKey: missing',
  );
  // What else a request has is passed on as it was read.
  await expect(call({ ...right[name], scheme: 'https' })).resolves.toBeDefined();
});
