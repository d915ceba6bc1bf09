/** Does something while `Object.prototype` has more than it should. */
export async function polluted<Result>(
  properties: Readonly<Record<string, unknown>>,
  options: { readonly enumerable: boolean; readonly act: () => Promise<Result> },
): Promise<Result> {
  const { enumerable, act } = options;
  const descriptor = (value: unknown): PropertyDescriptor =>
    Object.assign(Object.create(null) as PropertyDescriptor, {
      value,
      enumerable,
      configurable: true,
      writable: true,
    });
  for (const [name, value] of Object.entries(properties))
    Object.defineProperty(Object.prototype, name, descriptor(value));
  try {
    return await act();
  } finally {
    for (const name of Object.keys(properties)) Reflect.deleteProperty(Object.prototype, name);
  }
}
