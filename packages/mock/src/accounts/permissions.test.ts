import { describe, expect, it } from 'vitest';
import type { Key } from './account.js';
import { mayCall, mayTouch } from './permissions.js';

const key = (rules: Pick<Key, 'may' | 'mayNot'>): Key => ({
  secretId: 'AKID',
  secretKey: 'x',
  status: 'active',
  ...rules,
});

describe.each([
  ['mayCall', mayCall, 'actions', 'instances'],
  ['mayTouch', mayTouch, 'instances', 'actions'],
] as const)('%s', (_, allows, asked, other) => {
  it.each<[what: string, rules: Pick<Key, 'may' | 'mayNot'>, allowed: boolean]>([
    ['a key without rules', {}, true],
    ['a key with empty rules', { may: {}, mayNot: {} }, true],
    ['what is listed as allowed', { may: { [asked]: ['b', 'a'] } }, true],
    ['what is not listed as allowed', { may: { [asked]: ['b'] } }, false],
    ['a key that is allowed nothing', { may: { [asked]: [] } }, false],
    ['what is listed as forbidden', { mayNot: { [asked]: ['b', 'a'] } }, false],
    ['what is not listed as forbidden', { mayNot: { [asked]: ['b'] } }, true],
    ['a key that is forbidden nothing', { mayNot: { [asked]: [] } }, true],
    ['what is allowed and forbidden', { may: { [asked]: ['a'] }, mayNot: { [asked]: ['a'] } }, false],
    ['rules about other things', { may: { [other]: ['b'] }, mayNot: { [other]: ['a'] } }, true],
  ])('judges %s', (_what, rules, allowed) => expect(allows(key(rules), 'a')).toBe(allowed));
});
