import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Runtime } from '../../src/model/runtime/runtime.js';

/** A time that passes at once: nothing but microtasks runs while the prototype is polluted. */
export function instantRuntime(environment: Readonly<Record<string, string>> = {}): Runtime {
  let now = Date.UTC(2026, 0, 2);
  let nonce = 0;
  return {
    now: () => now,
    nonce: () => ++nonce,
    random: () => 0.5,
    sleep: async (milliseconds) => void (now += milliseconds),
    timer: () => () => undefined,
    environment: (name) => (Object.hasOwn(environment, name) ? environment[name] : undefined),
  };
}

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
  const all = Object.create(null) as Record<string, PropertyDescriptor>;
  const names = Object.keys(properties);
  for (const name of names) all[name] = descriptor(properties[name]);
  const { prototype } = Object;
  // All at once, and without reading anything by way of the prototype in between: each such look makes the engine arrange all of
  // its properties anew.
  Object.defineProperties(prototype, all);
  try {
    return await act();
  } finally {
    for (let index = 0; index < names.length; index += 1) Reflect.deleteProperty(prototype, names[index]!);
  }
}

/** What the language itself reads of every object. */
const ofLanguage = ['then', 'return', 'toJSON'];

/** Every name that the sources of this package read or write. */
export function namesInSources(): readonly string[] {
  const folder = join(import.meta.dirname, '../../src');
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').match(/(?<=[.{,]\s*)[a-zA-Z]\w*/g) ?? []);
  return [...new Set(found)].filter((name) => !(name in Object.prototype) && !ofLanguage.includes(name));
}

/** Where two lists of texts first differ, each time with a little of what stands there. */
export const differences = (clean: readonly string[], dirty: readonly string[]): string[] =>
  clean.flatMap((text, index) => {
    const other = dirty[index] ?? '';
    const at = [...text].findIndex((character, place) => character !== other[place]);
    const shown = (one: string): string => one.slice(Math.max(0, at - 60), at + 60);
    return text === other
      ? []
      : [`${shown(text)} became ${at < 0 ? other.slice(text.length) : shown(other)}`];
  });
