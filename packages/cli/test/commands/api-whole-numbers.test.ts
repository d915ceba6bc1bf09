import { createEmulator } from '@qcvm/mock';
import { expect, test } from 'vitest';
import { World } from '../harness.js';

const large = '9007199254740993';
const larger = '-18446744073709551615';

/** Runs a line against a service that gives these bodies, one after the other. */
async function run(line: string | readonly string[], ...bodies: readonly string[]) {
  const sent: (string | undefined)[] = [];
  const left = [...bodies];
  await using world = await World.create({
    emulator: createEmulator(),
    variables: { QCVM_API: '' },
    transport: () => ({
      send: (request) => {
        sent.push(request.body ?? request.url);
        return Promise.resolve({ status: 200, headers: {}, body: left.shift() ?? '' });
      },
    }),
  });
  return { ...(await world.run(line)), sent };
}

const answer = (fields: string): string => `{"Response":{${fields},"RequestId":"r-1"}}`;
const disks = answer(
  `"Size":${large},"Least":${larger},"Share":0.1,"Even":9007199254740992,"Text":"${large}, \\"${large}\\"","Set":[{"Id":${large}},{"Id":7}]`,
);
const describe = 'api cbs DescribeDisks --version 2017-03-12 --read';

test('whole numbers of any size are printed as received', async () => {
  const { code, out } = await run(describe, disks);
  expect(code).toBe(0);
  expect(out).toContain(`"Size": ${large},\n`);
  expect(out).toContain(`"Least": ${larger},\n`);
  expect(out).toContain('"Share": 0.1,\n');
  expect(out).toContain('"Even": 9007199254740992,\n');
  expect(out).toContain(`"Text": "${large}, \\"${large}\\"",\n`);
  expect(out).toContain(`"Id": ${large}\n`);
});

test.each([
  ['jsonl', `{"Id":${large}}\n{"Id":7}\n`],
  ['csv', `Id\n${large}\n7\n`],
  ['table', `ID\n${large}\n7\n`],
])('also as %s', async (format, expected) => {
  const { out } = await run([...describe.split(' '), '--query', 'Set', '--output', format], disks);
  expect(out.replace(/ +$/gm, '').replaceAll('\r\n', '\n')).toBe(expected);
});

test('also where a query takes them out, and on all pages of a list', async () => {
  const query = await run([...describe.split(' '), '--query', '[Size, Set[].Id]'], disks);
  expect(query.out.replace(/\s/g, '')).toBe(`[${large},[${large},7]]`);
  const page = (id: string): string => answer(`"TotalCount":2,"Set":[{"Id":${id}}]`);
  const all = await run([...describe.split(' '), '--all', '--query', '[].Id'], page(large), page(larger));
  expect(all.out.replace(/\s/g, '')).toBe(`[${large},${larger}]`);
});

test('also those of API 2.0, and the request id as the text that it is', async () => {
  const body = `{"code":0,"message":"","requestId":${large},"size":${large}}`;
  const { out } = await run('api cbs DescribeCbsStorages --version 2.0 --read', body);
  expect(out).toContain(`"size": ${large}`);
  expect(out).toContain(`"requestId": "${large}"`);
});

test.each([
  ['by a table', ['cvm', 'DescribeInstances', `Limit=${large}`]],
  ['by its form', ['cbs', 'DescribeDisks', '--version', '2017-03-12', `Id=${large}`]],
  ['in a list', ['cbs', 'DescribeDisks', '--version', '2017-03-12', `Ids.0=-${large}`]],
  ['in JSON', ['cbs', 'DescribeDisks', '--version', '2017-03-12', `Filters=[{"Id":${large}}]`]],
  [
    'of any length',
    ['cbs', 'DescribeDisks', '--version', '2017-03-12', `Filters=[${large}${'0'.repeat(400)}]`],
  ],
  ['in JSON of API 2.0', ['cbs', 'DescribeCbsStorages', '--version', '2.0', `filters={"id":${large}}`]],
])('one that would be sent as another is refused: %s', async (_, words) => {
  const { code, err, sent } = await run(['api', ...words]);
  expect({ code, sent }).toEqual({ code: 2, sent: [] });
  expect(err).toContain(large);
  expect(err).toMatch(/would be rounded/);
});

test('one is sent as a text if it is given in quotes, and by API 2.0', async () => {
  const quoted = await run(
    ['api', 'cbs', 'DoX', '--version', '2017-03-12', `Id="${large}"`],
    answer('"A":1'),
  );
  expect(quoted.sent).toEqual([JSON.stringify({ Id: large })]);
  const older = await run(
    ['api', 'cbs', 'DoX', '--version', '2.0', `id=${large}`],
    '{"code":0,"message":""}',
  );
  expect(older.code).toBe(0);
});

test('a token that is a large number asks for the next page with all its digits', async () => {
  const first = answer(`"Marker":${large},"TotalCount":2,"Set":[{"Id":1}]`);
  const last = answer(`"Marker":"","TotalCount":2,"Set":[{"Id":2}]`);
  const { out, sent } = await run([...describe.split(' '), '--all'], first, last);
  expect(JSON.parse(out)).toEqual([{ Id: 1 }, { Id: 2 }]);
  expect(sent.map((body) => JSON.parse(body ?? '') as unknown)).toEqual([{}, { Marker: large }]);
});
