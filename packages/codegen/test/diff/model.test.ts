/** What only specs of API 2.0 say, or descriptions by themselves cannot: changed in what was read of them. */
import { expect, test } from 'vitest';
import { diffServices } from '../../src/diff/diff.js';
import type { Service } from '../../src/model/service.js';
import { readService } from '../../src/read-service.js';
import { facts } from './facts/facts.js';
import { words } from './facts/rows.js';
import { filesOf } from './facts/things.js';

const service = readService(filesOf(facts.map(({ sides: [first] }) => first)));

/** What a step leads to: a member, or the item of a list that has this name. */
function step(value: unknown, name: string): unknown {
  if (!Array.isArray(value)) return (value as Record<string, unknown>)[name];
  return (value as Record<string, unknown>[]).find((item) =>
    ['name', 'action', 'code', 'id', 'value'].some((key) => String(item[key]) === name),
  );
}

/** The service with another value at a place; without it where there is none. */
function withValue(path: string, value: unknown): Service {
  const copy = structuredClone(service);
  const steps = path.split('/');
  const last = steps.pop() ?? '';
  const target = steps.reduce<unknown>(step, copy) as Record<string, unknown>;
  expect(target, path).toBeDefined();
  if (value === undefined) delete target[last];
  else target[last] = value;
  return copy;
}

const name = 'types/DropThingsInput/fields/Name';
const got = 'types/DropThingsOutput/fields';
const list = { kind: 'list', items: { kind: 'string' } };
const map = { kind: 'map', values: { kind: 'string', maxLength: 20 } };
const value = (more: object) => [{ value: 2, meaning: 'It runs.', ...more }];
const region = { id: 'ap-guangzhou', name: 'Guangzhou', short: 'gz' };

test.each<
  readonly [path: string, one: unknown, other: unknown, there: readonly string[], back: readonly string[]]
>([
  [
    'operations/DropThings/command',
    undefined,
    'drop',
    ['DropThings: major renamed'],
    ['DropThings: major renamed'],
  ],
  ['operations/DropThings/examples', undefined, [{ name: 'one' }], [words], [words]],
  [
    'operations/MoveThings/batch/results',
    undefined,
    'detail',
    ['MoveThings: minor behaviour'],
    ['MoveThings: minor behaviour'],
  ],
  [
    `${name}/option`,
    undefined,
    'called',
    ['DropThingsInput.Name: major renamed'],
    ['DropThingsInput.Name: major renamed'],
  ],
  [
    'types/DropThingsInput/fields/Ids/selects',
    undefined,
    true,
    ['DropThingsInput.Ids: major narrowed'],
    ['DropThingsInput.Ids: minor widened'],
  ],
  [
    `${got}/Ids/shape/singleAsList`,
    undefined,
    true,
    ['DropThingsOutput.Ids: patch behaviour'],
    ['DropThingsOutput.Ids: patch behaviour'],
  ],
  [
    `${got}/Ids/shape`,
    map,
    { ...map, batchResults: true },
    ['DropThingsOutput.Ids: patch behaviour'],
    ['DropThingsOutput.Ids: patch behaviour'],
  ],
  [
    'types/DropThingsInput/fields/Ids/shape',
    map,
    { ...map, values: { kind: 'string', maxLength: 10 } },
    ['DropThingsInput.Ids: major narrowed'],
    ['DropThingsInput.Ids: minor widened'],
  ],
  [
    `${got}/Ids/shape`,
    list,
    { ...list, items: { kind: 'string', nullable: true } },
    ['DropThingsOutput.Ids: major widened'],
    ['DropThingsOutput.Ids: minor narrowed'],
  ],
  [
    `${got}/Size/shape/known`,
    value({ name: 'running' }),
    value({ name: 'runs' }),
    ['DropThingsOutput.Size: major renamed'],
    ['DropThingsOutput.Size: major renamed'],
  ],
  [
    `${got}/Size/shape/known`,
    value({ name: 'running' }),
    undefined,
    ['DropThingsOutput.Size: major removed', 'DropThingsOutput.Size: patch narrowed'],
    ['DropThingsOutput.Size: minor widened'],
  ],
  ['types/Label/inline', undefined, true, ['Label: major removed'], ['Label: minor added']],
  ['types/DropThingsInput/exclusive', [['Name', 'Size']], [['Size', 'Name']], [words], [words]],
  [
    'waiters/ThingsReady/changed',
    undefined,
    { field: 'Since', offset: '+08:00' },
    ['ThingsReady: patch behaviour'],
    ['ThingsReady: patch behaviour'],
  ],
  ['waiters/ThingsReady/success', ['A', 'B'], ['B', 'A'], [words], [words]],
  [
    'errors/InvalidName/codeDesc',
    undefined,
    'Invalid',
    ['InvalidName: patch behaviour'],
    ['InvalidName: patch behaviour'],
  ],
  [
    'errors/InvalidName/scope',
    undefined,
    'things',
    ['InvalidName: minor behaviour'],
    ['InvalidName: minor behaviour'],
  ],
  ['errors/InvalidName/name', undefined, 'Invalid', [words], [words]],
  [
    'commonErrors/ActionOffline/retry',
    'never',
    'later',
    ['ActionOffline: minor behaviour'],
    ['ActionOffline: minor behaviour'],
  ],
  ['path', '/', '/v3', ['things: patch behaviour'], ['things: patch behaviour']],
  ['regions', [], [region], ['things: minor widened'], ['things: patch narrowed']],
  ['regions', [region], [{ ...region, name: 'Canton' }], [words], [words]],
  ['specs', [], ['specs/things.yaml'], [], []],
])('%s: %j → %j', (path, one, other, there, back) => {
  const [first, second] = [withValue(path, one), withValue(path, other)];
  const told = (before: Service, after: Service): string[] =>
    diffServices(before, after)
      .changes.map(({ subject, effect, kind }) => `${subject}: ${effect} ${kind}`)
      .sort();
  expect(told(first, second)).toEqual(there);
  expect(told(second, first)).toEqual(back);
});
