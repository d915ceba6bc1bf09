import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../test/support/runs.js';
import { credentials, json, parametersOf, scripted } from '../../test/support/scripted.js';
import { Time } from '../../test/support/time.js';
import {
  createClient,
  describeInstances,
  paginate,
  TransportError,
  ValidationError,
  type DescribeInstancesInput,
  type Instance,
} from '../index.js';

/** A service with a list that changes between two pages. */
function service(list: string[], change: (page: number, list: string[]) => void = () => undefined) {
  const time = new Time();
  let page = 0;
  const transport = scripted(async (request) => {
    const { offset = '0', limit = '20' } = parametersOf(request);
    const items = list
      .slice(Number(offset), Number(offset) + Number(limit))
      .map((unInstanceId) => ({ unInstanceId, status: 2 }));
    const body = JSON.stringify({ code: 0, totalCount: list.length, instanceSet: items });
    change(page++, list);
    return { status: 200, headers: {}, body };
  });
  const runtime = time.runtime();
  const cvm = createClient(
    { describeInstances },
    { region: 'gz', credentials, transport, runtime, limits: false },
  );
  return { cvm, transport };
}

const ids = (count: number, prefix = 'ins-'): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const collect = async (items: AsyncIterable<Instance>): Promise<string[]> => {
  const all: string[] = [];
  for await (const item of items) all.push(item.unInstanceId);
  return all;
};

test.each([0, 1, 99, 100, 101, 250])(
  'a list of %d is returned completely and once, in pages of 100',
  async (count) => {
    const { cvm, transport } = service(ids(count));
    expect(await collect(paginate(cvm.describeInstances))).toEqual(ids(count));
    expect(transport.calls).toHaveLength(Math.max(1, Math.ceil(count / 100)));
    expect(transport.calls[0]).toMatchObject({ offset: '0', limit: '100' });
  },
);

test('the input filters, and says where to begin and how large a page is', async () => {
  const { cvm, transport } = service(ids(50));
  const items = paginate(cvm.describeInstances, { searchWord: 'web', offset: 15, limit: 20 });
  expect(await collect(items)).toEqual(ids(50).slice(15));
  expect(transport.calls.map(({ searchWord, offset, limit }) => ({ searchWord, offset, limit }))).toEqual([
    { searchWord: 'web', offset: '15', limit: '20' },
    { searchWord: 'web', offset: '35', limit: '20' },
  ]);
});

test.each([
  [null],
  [{ instanceIds: undefined }],
  [{ searchWord: undefined }],
  [new Map([['searchWord', 'web']])],
  [['ins-1']],
  ['ins-1'],
])('an input that selects nothing does not read as "all": %j', async (input) => {
  const { cvm, transport } = service(ids(3));
  await expect(paginate(cvm.describeInstances, input as object).toArray()).rejects.toThrow(ValidationError);
  expect(transport.calls).toEqual([]);
});

test('an undefined offset or limit uses the default', async () => {
  const { cvm, transport } = service(ids(3));
  const input = { offset: undefined, limit: undefined } as unknown as DescribeInstancesInput;
  expect(await collect(paginate(cvm.describeInstances, input))).toEqual(ids(3));
  expect(transport.calls[0]).toMatchObject({ offset: '0', limit: '100' });
});

test('later changes of the input have no effect', async () => {
  const { cvm, transport } = service(ids(150));
  const input: { searchWord?: string } = { searchWord: 'web' };
  for await (const _ of paginate(cvm.describeInstances, input)) delete input.searchWord;
  expect(transport.calls.map(({ searchWord }) => searchWord)).toEqual(['web', 'web']);
});

test('pages, with what the service says of the whole', async () => {
  const { cvm } = service(ids(150));
  const pages: unknown[] = [];
  for await (const { items, total, output } of paginate(cvm.describeInstances).pages())
    pages.push([items.length, total, output.totalCount]);
  expect(pages).toEqual([
    [100, 150, 150],
    [50, 150, 150],
  ]);
  expect(await paginate(service(ids(150)).cvm.describeInstances).toArray()).toHaveLength(150);
});

test('requests no further page after the loop is left', async () => {
  const { cvm, transport } = service(ids(1_000));
  for await (const item of paginate(cvm.describeInstances)) if (item.unInstanceId === 'ins-5') break;
  expect(transport.calls).toHaveLength(1);
});

describe('while the list changes', () => {
  test('yields no item twice when others are inserted before it', async () => {
    const { cvm } = service(ids(250), (page, list) => list.unshift(`ins-new${page}`));
    const all = await collect(paginate(cvm.describeInstances));
    expect(all).toEqual([...new Set(all)]);
    expect(all).toEqual(ids(250));
  });

  test('loses no item when others before it disappear', async () => {
    const { cvm } = service(ids(350), (page, list) => void (page < 2 && list.splice(0, 30)));
    const all = await collect(paginate(cvm.describeInstances));
    expect(all.sort()).toEqual(ids(350).sort());
  });

  test('ends when items disappear from the end of the list', async () => {
    const { cvm } = service(ids(101), (page, list) => void (page < 3 && list.shift()));
    expect((await collect(paginate(cvm.describeInstances))).sort()).toEqual(ids(101).sort());
  });

  test('ends when the list becomes empty', async () => {
    const { cvm } = service(ids(350), (_, list) => void list.splice(0));
    expect(await collect(paginate(cvm.describeInstances))).toEqual(ids(100));
  });

  test('yields each lasting item exactly once, for any changes', async () => {
    const step = fc.record({ remove: fc.nat(60), add: fc.nat(30) });
    await fc.assert(
      fc.asyncProperty(fc.nat(500), fc.array(step, { maxLength: 6 }), async (count, steps) => {
        const gone = new Set<string>();
        const { cvm } = service(ids(count), (page, list) => {
          const { remove, add } = steps[page] ?? { remove: 0, add: 0 };
          // Not both at once: what a list that moves both ways shows is not defined.
          if (remove > add) for (const id of list.splice(0, remove)) gone.add(id);
          else list.unshift(...ids(add, `ins-n${page}x`));
        });
        const all = await collect(paginate(cvm.describeInstances));
        expect(new Set(all).size).toBe(all.length);
        expect(ids(count).filter((id) => !gone.has(id) && !all.includes(id))).toEqual([]);
      }),
      runs(60),
    );
  });
});

describe('a list', () => {
  test('that ignores the offset is detected', async () => {
    const items = ids(100).map((unInstanceId) => ({ unInstanceId, status: 2 }));
    const transport = scripted(json({ code: 0, totalCount: 1_000, instanceSet: items }));
    const cvm = createClient(
      { describeInstances },
      { region: 'gz', credentials, transport, runtime: new Time().runtime() },
    );
    const seen: string[] = [];
    const error: unknown = await (async () => {
      for await (const { unInstanceId } of paginate(cvm.describeInstances)) seen.push(unInstanceId);
    })().catch((reason: unknown) => reason);
    expect(seen).toEqual(ids(100));
    expect(error).toBeInstanceOf(TransportError);
    expect((error as Error).message).toContain('the list does not end');
    expect(transport.calls).toHaveLength(4);
  });

  test.each([0, 100])('that promises more items than it returns is detected after %d', async (count) => {
    const items = ids(count).map((unInstanceId) => ({ unInstanceId, status: 2 }));
    const answer = (instanceSet: unknown[]) => json({ code: 0, totalCount: 1_000, instanceSet });
    const transport = scripted(...(count ? [answer(items)] : []), answer([]));
    const cvm = createClient(
      { describeInstances },
      { region: 'gz', credentials, transport, runtime: new Time().runtime() },
    );
    await expect(collect(paginate(cvm.describeInstances))).rejects.toMatchObject({
      name: 'TransportError',
      message: expect.stringContaining('1000'),
    });
    // It may have been a moment's fault: the same place is asked for again.
    expect(transport.calls.length).toBeGreaterThan(count / 100 + 1);
    expect(transport.calls.at(-1)).toMatchObject({ offset: `${count}` });
  });

  test('that returns one empty page is queried further', async () => {
    const answer = (...names: string[]) =>
      json({ code: 0, totalCount: 1, instanceSet: names.map((unInstanceId) => ({ unInstanceId })) });
    const transport = scripted(answer(), answer('ins-1'));
    const cvm = createClient(
      { describeInstances },
      { region: 'gz', credentials, transport, runtime: new Time().runtime() },
    );
    expect(await collect(paginate(cvm.describeInstances))).toEqual(['ins-1']);
  });

  test.each([0, 1, 99, 150])('with a total that is too small, %d, is read to its end', async (total) => {
    for (const count of [101, 199, 200, 250, 300].filter((each) => each > total)) {
      const list = ids(count);
      const transport = scripted(async (request) => {
        const { offset = '0', limit = '20' } = parametersOf(request);
        const page = list.slice(Number(offset), Number(offset) + Number(limit));
        return json({
          ...{ code: 0, totalCount: total },
          instanceSet: page.map((unInstanceId) => ({ unInstanceId, status: 2 })),
        })(request);
      });
      const cvm = createClient(
        { describeInstances },
        { region: 'gz', credentials, transport, runtime: new Time().runtime() },
      );
      expect(await collect(paginate(cvm.describeInstances))).toEqual(list);
      // A short page shows the end as well as an empty one.
      expect(transport.calls).toHaveLength(Math.floor(count / 100) + 1);
    }
  });

  test.each([[7], [99], [100]])('that comes whole whatever is asked is not lost: total %d', async (total) => {
    for (const count of [total + 1, 100, 130]) {
      const items = ids(count).map((unInstanceId) => ({ unInstanceId, status: 2 }));
      const transport = scripted(json({ code: 0, totalCount: total, instanceSet: items }));
      const cvm = createClient(
        { describeInstances },
        { region: 'gz', credentials, transport, runtime: new Time().runtime() },
      );
      expect(await collect(paginate(cvm.describeInstances))).toEqual(ids(count));
      expect(transport.calls.length).toBeLessThanOrEqual(2);
    }
  });

  test('yields nothing after the last page', async () => {
    const { cvm } = service(ids(3));
    expect(await collect(paginate(cvm.describeInstances, { offset: 50 }))).toEqual([]);
  });
});

test('rethrows an error of the method', async () => {
  const { cvm } = service([]);
  await expect(paginate(cvm.describeInstances, { instanceIds: [] }).toArray()).rejects.toThrow(
    ValidationError,
  );
  const reason = new Error('enough');
  await expect(
    paginate(cvm.describeInstances, {}, { signal: AbortSignal.abort(reason) }).toArray(),
  ).rejects.toBe(reason);
});
