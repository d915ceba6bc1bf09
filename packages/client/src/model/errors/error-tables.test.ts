import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { expect, test } from 'vitest';
import { stopInstances } from '../../services/cvm/2.0/operations.gen.js';
import { cvmOperations } from '../../services/cvm/2017-03-12/client.gen.js';
import type { ErrorDescriptor, OperationDescriptor } from '../descriptor.js';
import { describeError } from './error-tables.js';

interface Overlay {
  readonly actions: readonly {
    readonly update: Readonly<Record<string, Readonly<Record<string, Rule>> | undefined>>;
  }[];
}

type Rule = ErrorDescriptor & { readonly scope?: string };

const about = (advice: string): ErrorDescriptor => ({
  ...{ category: 'resource', retry: 'never', effect: 'none', advice },
});

test('the code in words of the operation comes before the common number', () => {
  const codeDesc = 'OperationConstraints.InvaildInstanceStatus';
  expect(describeError(stopInstances, { code: 4000, codeDesc })).toBe(stopInstances.errors?.[codeDesc]);
  expect(describeError(stopInstances, { code: 4100 })).toBe(stopInstances.service.commonErrors['4100']);
  expect(describeError(stopInstances, { code: 4100, codeDesc: 'constructor' })).toBe(
    stopInstances.service.commonErrors['4100'],
  );
});

test('an undocumented code is not taken for harmless or for worth repeating', () => {
  for (const code of [9999, 'toString', 'Some.Thing', ''])
    expect(describeError(stopInstances, { code, codeDesc: 'toString' })).toMatchObject({
      retry: 'never',
      effect: 'unknown',
    });
});

test('a code that is not in the tables is what all that begin so are', () => {
  const commonErrors = { 'A.B': about('A.B'), 'A.B.*': about('a kind of A.B'), 'A*': about('a kind of A') };
  const operation = { service: { commonErrors } };
  const advice = (code: string): string => describeError(operation, { code }).advice;
  expect(['A.B', 'A.B.C', 'A.Bx', 'A', 'AX'].map(advice)).toEqual([
    'A.B',
    'a kind of A.B',
    'a kind of A',
    'a kind of A',
    'a kind of A',
  ]);
  expect(advice('B.A')).toBe('See the service’s message.');
});

test('a common code comes before what the service says of all that begin so, and that before any other kind', () => {
  const service = {
    errors: { 'A.B*': about('of the service') },
    commonErrors: { 'A.B.C': about('a common code'), 'A.B.*': about('in general') },
  };
  const advice = (code: string): string => describeError({ service }, { code }).advice;
  expect(['A.B.C', 'A.B.D'].map(advice)).toEqual(['a common code', 'of the service']);
});

test('what an instance or an account is like means the same for every Action of API 3.0', () => {
  const overlay = new URL('../../../../../specs/3.0/cvm-2017-03-12.overlay.yaml', import.meta.url);
  const { actions } = parse(readFileSync(overlay, 'utf8'), { maxAliasCount: -1 }) as Overlay;
  const rules = actions.flatMap(({ update }) => Object.entries(update['x-qcloud-errors'] ?? {}));
  const general = rules.filter(([, { scope }]) => scope === 'every');
  expect(general.map(([code]) => code)).toContain('InvalidInstanceState');
  for (const operation of Object.values(cvmOperations))
    for (const [code, { category, retry, effect, advice }] of general)
      expect([operation.action, describeError(operation, { code: code.replace('*', 'Any') })]).toEqual([
        operation.action,
        { category, retry, effect, advice },
      ]);
});

test('what may act twice is repeated only on codes that are documented for it or for every call', () => {
  const operations = Object.values<OperationDescriptor>(cvmOperations);
  const codes = new Set(
    operations.flatMap(({ errors = {}, service }) => Object.keys({ ...errors, ...service.errors })),
  );
  const once = operations.filter(({ repeatability }) => repeatability === 'once');
  expect(once.map(({ action }) => action)).toContain('PurchaseResourcePoolPacks');
  const repeated = once.flatMap((operation) =>
    [...codes].flatMap((code) => {
      const told = describeError(operation, { code: code.replace('*', 'Any') });
      const isDocumented =
        Object.hasOwn(operation.errors ?? {}, code) ||
        Object.values(operation.service.commonErrors).includes(told);
      const isRepeated = told.retry === 'later' && told.effect === 'none';
      return isRepeated && !isDocumented ? [`${operation.action} ${code}`] : [];
    }),
  );
  expect(repeated).toEqual([]);
});

test('only the failures that are documented are known to have had no effect, not those that begin like them', () => {
  const open = ['FailedOperation.', 'OperationDenied.Chc'];
  for (const operation of Object.values<OperationDescriptor>(cvmOperations)) {
    const tables = { ...operation.errors, ...operation.service.errors };
    const known = Object.keys(tables).filter((code) => open.some((start) => code.startsWith(start)));
    for (const code of known)
      expect([code, describeError(operation, { code: `${code.replace('*', '')}Else` })]).toEqual([
        code,
        describeError(operation, { code: code.replace(/\..*/, '.Else') }),
      ]);
  }
});

test('a descriptor that an older generator made, without common codes, still describes errors', () => {
  const tables = { service: { errors: { 'A.B': about('of all services') } } };
  expect(describeError(tables, { code: 'A.B' }).advice).toBe('of all services');
  expect(describeError(tables, { code: 'X' }).category).toBe('server');
});
