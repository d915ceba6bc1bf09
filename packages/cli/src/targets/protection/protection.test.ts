import type { Cvm } from '@qcvm/client';
import { expect, it } from 'vitest';
import type { Environment, Files } from '../../environment/environment.js';
import { idsOf, locate, nowhere, type Lookup } from '../locate.js';
import { isProtected, protectionList, resolveProtection } from './protection.js';

interface Described {
  readonly region: string;
  readonly instanceIds: readonly string[];
  readonly limit: number;
}

/** Where instances are looked for: `there` by region, each with its ids. Notes what is asked. */
function world(there: Readonly<Record<string, readonly (readonly string[])[]>>, regions: readonly string[]) {
  const asked: Described[] = [];
  const { signal } = new AbortController();
  const describeInstances = async (
    { instanceIds, limit }: { instanceIds: readonly string[]; limit: number },
    options: { region: string; signal: AbortSignal },
  ) => {
    expect(options.signal).toBe(signal);
    asked.push({ region: options.region, instanceIds, limit });
    const instanceSet = (there[options.region] ?? [])
      .map(([unInstanceId, instanceId]) => ({ unInstanceId, ...(instanceId && { instanceId }) }))
      .filter((instance) => Object.values(instance).some((id) => id && instanceIds.includes(id)));
    return { totalCount: instanceSet.length, instanceSet };
  };
  const lookup: Lookup = { cvm: { describeInstances } as unknown as Cvm, regions, signal };
  return { lookup, asked };
}

const environment = (files: Readonly<Record<string, string>> = {}): Environment =>
  ({
    variable: () => undefined,
    homeDirectory: '/home/me',
    workingDirectory: '/work',
    files: {
      async *readPieces(path: string) {
        yield files[path] ?? (await Promise.reject(new Error(`no ${path}`)));
      },
    } as unknown as Files,
  }) as unknown as Environment;

it('a protection list is every part of every place, each instance once, with the place that named it first', async () => {
  const read = protectionList(
    environment({ '/work/keep.txt': 'ins-c\nins-a # again\n', '/home/me/mine': 'gz/ins-d' }),
    {
      protect: [
        { text: ' ins-a, ap-beijing/ins-a ,ap-shanghai/ins-a,,@keep.txt', source: 'profile' },
        { text: '@~/mine', source: 'QCVM_PROTECT' },
      ],
    },
    { protect: ['ins-a,ins-e'] },
  );
  expect(await read).toEqual([
    { instanceId: 'ins-a', source: 'profile' },
    { instanceId: 'ins-a', region: 'ap-beijing', source: 'profile' },
    { instanceId: 'ins-a', region: 'ap-shanghai', source: 'profile' },
    { instanceId: 'ins-c', source: '/work/keep.txt' },
    { instanceId: 'ins-d', region: 'ap-guangzhou', source: '/home/me/mine' },
    { instanceId: 'ins-e', source: '--protect' },
  ]);
});

it('a protection list is empty where there is none', async () => {
  expect(await protectionList(environment(), { protect: [] })).toEqual([]);
});

it.each([
  ['', 'profile contains no instance ids'],
  [' , ', 'profile contains no instance ids'],
  ['@empty', '/work/empty contains no instance ids'],
  ['ins-a,oops', 'profile: "oops" is not an instance id'],
  ['@bad', '/work/bad, line 2: "oops" is not an instance id'],
  ['@missing', 'no /work/missing'],
])('a protection list is an error where a part of it cannot be understood: %j', async (text, message) => {
  const files = { '/work/empty': '# none\n', '/work/bad': 'ins-a\noops\n' };
  await expect(
    protectionList(environment(files), { protect: [{ text, source: 'profile' }] }),
  ).rejects.toThrow(message);
});

it('a protection list may be an empty file if that is allowed explicitly, but not an empty text', async () => {
  const allowed = { allowUnmatchedProtect: true };
  const list = (text: string) =>
    protectionList(environment({ '/work/empty': '' }), { protect: [{ text, source: 'profile' }] }, allowed);
  expect(await list('@empty')).toEqual([]);
  await expect(list('')).rejects.toThrow('contains no instance ids');
});

it('a protection list has no older ids over API 3.0, which does not know them', async () => {
  const list = (api: '2.0' | '3.0') =>
    protectionList(environment({ '/home/me/mine': 'qcvm1' }), {
      api,
      protect: [{ text: 'ins-a,qcvm2,@~/mine', source: 'profile' }],
    });
  expect(await list('2.0')).toHaveLength(3);
  await expect(list('3.0')).rejects.toThrow(
    'API 3.0 does not know older ids: qcvm2 (profile), qcvm1 (~/mine)',
  );
});

const listed = (...names: readonly string[]) =>
  names.map((name) => {
    const [instanceId = '', region] = name.split('/').reverse();
    return { instanceId, ...(region && { region }), source: 'profile' };
  });

it('resolveProtection asks only about instances that are not known, and finds all ids of each', async () => {
  const { lookup, asked } = world({ 'ap-guangzhou': [['ins-b', 'qcvm2']] }, ['ap-guangzhou']);
  const seen = [{ unInstanceId: 'ins-a', instanceId: 'qcvm1' }, { unInstanceId: 'ins-z' }] as never[];
  const protection = await resolveProtection(lookup, listed('qcvm1', 'ins-b'), seen);
  expect([...protection.ids].sort()).toEqual(['ins-a', 'ins-b', 'qcvm1', 'qcvm2']);
  expect(protection.unmatched).toEqual([]);
  expect(asked).toEqual([{ region: 'ap-guangzhou', instanceIds: ['ins-b'], limit: 1 }]);
  const at = (instanceId: string) => isProtected(protection, { region: 'anywhere', instanceId });
  expect(at('qcvm2')).toBe(true);
  expect(at('ins-z')).toBe(false);
});

it('resolveProtection sends no request when every id is known', async () => {
  const { lookup, asked } = world({}, ['ap-guangzhou']);
  const seen = [{ unInstanceId: 'ins-a' }] as never[];
  expect(await resolveProtection(lookup, listed('ins-a'), seen)).toEqual({
    ids: new Set(['ins-a']),
    unmatched: [],
  });
  await resolveProtection(lookup, [], seen);
  expect(asked).toEqual([]);
});

it('resolveProtection looks in the regions of the run first, and then in those that the entries name', async () => {
  const { lookup, asked } = world({ 'ap-guangzhou': [['ins-a']], 'ap-beijing': [['ins-b']] }, [
    'ap-guangzhou',
  ]);
  const entries = listed('ap-beijing/ins-a', 'ap-beijing/ins-b', 'ap-beijing/ins-c', 'ins-d');
  const { ids, unmatched } = await resolveProtection(lookup, entries, []);
  expect([...ids].sort()).toEqual(['ins-a', 'ins-b', 'ins-c', 'ins-d']);
  expect(unmatched).toEqual(listed('ap-beijing/ins-c', 'ins-d'));
  expect(asked.map(({ region, instanceIds }) => [region, instanceIds])).toEqual([
    ['ap-guangzhou', ['ins-a', 'ins-b', 'ins-c', 'ins-d']],
    ['ap-beijing', ['ins-b', 'ins-c']],
  ]);
});

const there = { 'ap-guangzhou': [['ins-a', 'qcvm1'], ['ins-b']], 'ap-beijing': [['ins-c']] };

it('locate finds the region and the one id of each, once', async () => {
  const { lookup, asked } = world(there, ['ap-guangzhou', 'ap-beijing']);
  const named = ['qcvm1', 'ins-a', 'ins-c', 'ins-c', 'ins-no'].map((instanceId) => ({ instanceId }));
  const { targets, missing, instances } = await locate(lookup, [
    ...named,
    { instanceId: 'ins-b', region: 'ap-beijing' },
    { instanceId: 'ins-no', region: 'ap-shanghai' },
  ]);
  expect(targets).toEqual([
    { region: 'ap-guangzhou', instanceId: 'ins-a' },
    { region: 'ap-beijing', instanceId: 'ins-c' },
  ]);
  expect([...instances.keys()]).toEqual(['ap-guangzhou/ins-a', 'ap-beijing/ins-c']);
  expect(missing).toEqual([
    { region: nowhere, instanceId: 'ins-no' },
    { region: 'ap-beijing', instanceId: 'ins-b' },
    { region: 'ap-shanghai', instanceId: 'ins-no' },
  ]);
  expect(asked).toEqual([
    { region: 'ap-guangzhou', instanceIds: ['qcvm1', 'ins-a', 'ins-c', 'ins-no'], limit: 4 },
    { region: 'ap-beijing', instanceIds: ['ins-c', 'ins-no', 'ins-b'], limit: 3 },
    { region: 'ap-shanghai', instanceIds: ['ins-no'], limit: 1 },
  ]);
});

it('locate reports an id that is not in a region, and does not query a region again for a known id', async () => {
  const { lookup, asked } = world(there, ['ap-guangzhou']);
  const { missing } = await locate(lookup, [{ instanceId: 'ins-no' }]);
  expect(missing).toEqual([{ region: 'ap-guangzhou', instanceId: 'ins-no' }]);
  const both = world(there, ['ap-guangzhou', 'ap-beijing']);
  await locate(both.lookup, [{ instanceId: 'ins-b' }]);
  expect(both.asked.map(({ region }) => region)).toEqual(['ap-guangzhou']);
  expect(asked).toHaveLength(1);
});

it('locate says nowhere where no region is looked at', async () => {
  const { missing } = await locate(world(there, []).lookup, [{ instanceId: 'ins-no' }]);
  expect(missing).toEqual([{ region: nowhere, instanceId: 'ins-no' }]);
});

it('locate knows an instance by both of its ids', () => {
  expect(idsOf({ unInstanceId: 'ins-a', instanceId: 'qcvm1' } as never)).toEqual(['ins-a', 'qcvm1']);
  expect(idsOf({ unInstanceId: 'ins-a' } as never)).toEqual(['ins-a']);
});
