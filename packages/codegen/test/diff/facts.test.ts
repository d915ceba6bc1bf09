import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { effectOf } from '../../src/diff/facts/change.js';
import { dialect } from '../../src/defaults.gen.js';
import { diffServices } from '../../src/diff/diff.js';
import type { Diff } from '../../src/index.js';
import type { Service } from '../../src/model/service.js';
import { readService } from '../../src/read-service.js';
import { facts, withoutEffect } from './facts/facts.js';
import type { Fact } from './facts/rows.js';
import { filesOf } from './facts/things.js';
import type { Side } from './facts/things.js';

type Way = 'there' | 'back';

/** Services that are read already: most changes are from or to the same one. */
const services = new Map<string, Service>();
function serviceOf(sides: readonly Side[]): Service {
  const files = filesOf(sides);
  const key = JSON.stringify(files);
  const service = services.get(key) ?? readService(files);
  services.set(key, service);
  return service;
}

/** What has changed where some facts have, each to its other side or back to the first. */
function changesOf(changed: ReadonlyMap<Fact, Way>) {
  const at = (moment: 'before' | 'after') =>
    serviceOf(
      facts.map((fact) => {
        const way = changed.get(fact);
        const isSecond = way === 'there' ? moment === 'after' : way === 'back' && moment === 'before';
        return fact.sides[isSecond ? 1 : 0];
      }),
    );
  return diffServices(at('before'), at('after'));
}
const told = ({ changes }: Diff): string[] =>
  changes.map(({ subject, effect, kind }) => `${subject}: ${effect} ${kind}`).sort();
const wanted = (fact: Fact, way: Way): string[] => [...fact.told[way === 'there' ? 0 : 1]].sort();

const ways = facts.flatMap((fact) => (['there', 'back'] as const).map((way) => [fact, way] as const));
const key = ([{ what }, way]: readonly [Fact, Way]): string => `${what}, ${way}`;

/** What each change alone is, found once. */
const alone = new Map<string, Diff>();
function differenceOf(change: readonly [Fact, Way]): Diff {
  const found = alone.get(key(change)) ?? changesOf(new Map([change]));
  alone.set(key(change), found);
  return found;
}

test('each change is told as what it is, and nothing else is', () => {
  const found = ways.map((each) => [key(each), told(differenceOf(each))] as const);
  expect(Object.fromEntries(found)).toEqual(
    Object.fromEntries(ways.map((each) => [key(each), wanted(...each)])),
  );
});

/** Many changes at once are told as each of them alone is, and the gravest of them says what version is next. */
function expectAllTold(changed: readonly (readonly [Fact, Way])[]): void {
  const found = changesOf(new Map(changed));
  const singly = changed.map(differenceOf);
  expect([...new Set(told(found))], changed.map(key).join('\n')).toEqual(
    [...new Set(changed.flatMap((each) => wanted(...each)))].sort(),
  );
  expect(found.effect).toBe(effectOf(singly.flatMap(({ changes }) => changes)));
  const messages = (diffs: readonly Diff[]): string[] =>
    diffs.flatMap(({ changes }) =>
      changes.flatMap(({ kind, subject, message }) => (kind === 'words' ? [] : `${subject}: ${message}`)),
    );
  expect(messages([found]).sort()).toEqual(messages(singly).sort());
}

test.each(['there', 'back'] as const)('no change hides another: all of them at once, %s', (way) => {
  expectAllTold(facts.map((fact) => [fact, way]));
});

test('no change hides another: any of them at once', () => {
  const { factor, ...options } = inject('properties');
  const any = fc.uniqueArray(fc.constantFrom(...ways), {
    selector: ([fact]) => fact,
    minLength: 2,
    maxLength: 20,
  });
  fc.assert(fc.property(any, expectAllTold), { numRuns: 15 * factor, ...options });
});

/** The words of a part of the dialect, with those that stand within them: `operation.x-qcloud-batch.ids`. */
function* wordsOf(
  name: string,
  schema: { readonly properties?: unknown; readonly additionalProperties?: unknown },
): Generator<string> {
  for (const [word, part] of Object.entries(schema.properties ?? {})) {
    yield `${name}.${word}`;
    yield* wordsOf(`${name}.${word}`, part as object);
  }
  if (typeof schema.additionalProperties === 'object')
    yield* wordsOf(name, schema.additionalProperties as object);
}

test('every word of the dialect is tried, or has no effect for a reason', () => {
  const { $defs: parts } = dialect as { readonly $defs: Readonly<Record<string, object>> };
  const all = ['service', 'about', 'operation', 'object', 'property', 'errors', 'waiter', 'quota'].flatMap(
    (name) => [...wordsOf(name, parts[name] ?? {})],
  );
  const tried = new Set(facts.flatMap(({ covers }) => covers));
  const isTried = (word: string): boolean =>
    [...tried].some((each) => each === word || each.startsWith(`${word}.`));
  expect(all.length).toBeGreaterThan(80);
  expect(all.filter((word) => !isTried(word) && withoutEffect[word] === undefined)).toEqual([]);
  expect(Object.keys(withoutEffect).filter((word) => !all.includes(word) || isTried(word))).toEqual([]);
  expect([...tried].filter((word) => !all.includes(word))).toEqual([]);
});
