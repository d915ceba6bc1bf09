import { expect, it } from 'vitest';
import { linesOf, parseInstance, parseInstances } from './target.js';

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let start = 0; start < text.length; start += size) yield text.slice(start, start + size);
}
const read = async (text: string, size = 5) => {
  const found = [];
  for await (const each of parseInstances(pieces(text, size), 'list')) found.push(each);
  return found;
};

it('parseInstance reads an id, with its region if it has one, in either spelling', () => {
  expect(parseInstance('ins-09dx96dg', 'argument')).toEqual({ instanceId: 'ins-09dx96dg' });
  expect(parseInstance('gz/qcvm12345', 'argument')).toEqual({
    instanceId: 'qcvm12345',
    region: 'ap-guangzhou',
  });
});

it.each(['', 'ins-', 'i-123', 'ins-09DX', 'ins-1&Action=x', 'a/b/ins-1', '/ins-1', 'ins-1 '])(
  'parseInstance refuses %j and says what an id looks like',
  (text) => expect(() => parseInstance(text, 'argument')).toThrow(/argument: .* is not an instance id/),
);

it('a long text that is no id is shown in part, with what an id looks like', () => {
  const message = (text: string): unknown => {
    try {
      return parseInstance(text, 'argument');
    } catch (error) {
      return error;
    }
  };
  expect(message('x'.repeat(60))).toMatchObject({
    name: 'CliError',
    message: `argument: "${'x'.repeat(60)}" is not an instance id`,
    hint: expect.stringContaining('ins-09dx96dg') as string,
  });
  expect(message('x'.repeat(61))).toMatchObject({
    message: `argument: "${'x'.repeat(60)}…" is not an instance id`,
  });
});

it.each(['{', '{"unInstanceId":1}', '{"Region":"gz"}', '{"unInstanceId":"ins-1","Region":"a b"}'])(
  'a line of JSON that names no instance is refused: %s',
  async (line) => {
    await expect(read(line)).rejects.toThrow(/^list, line 1: .* is not an instance id$/);
  },
);

it.each([
  ['{"unInstanceId":"ins-1"}', { instanceId: 'ins-1' }],
  ['  {"unInstanceId":"ins-1","Region":""}', { instanceId: 'ins-1' }],
  ['{"unInstanceId":"ins-1","Region":7}', { instanceId: 'ins-1' }],
  ['{"instanceId":"qcvm1"}', { instanceId: 'qcvm1' }],
  ['{"unInstanceId":"ins-1","instanceId":"qcvm1"}', { instanceId: 'ins-1' }],
])('parseInstances reads a line of JSON: %s', async (line, instance) => {
  expect(await read(line)).toEqual([instance]);
});

it('parseInstances takes any white space between ids, and a byte order mark before them', async () => {
  const [one, two] = [{ instanceId: 'ins-1' }, { instanceId: 'ins-2' }];
  expect(await read('\ufeff ins-1 ,\t ins-2  \n\n,\n')).toEqual([one, two]);
});

it('parseInstances reads words, commas, comments, JSON lines, and files from Windows', async () => {
  const text =
    '\ufeff# nightly\r\nins-1 ins-2,ins-3\r\n\r\nap-beijing/ins-4 # far\n' +
    '{"unInstanceId":"ins-5","Region":"gz","instanceName":"# not a comment"}\nins-6';
  expect(await read(text)).toEqual([
    { instanceId: 'ins-1' },
    { instanceId: 'ins-2' },
    { instanceId: 'ins-3' },
    { instanceId: 'ins-4', region: 'ap-beijing' },
    { instanceId: 'ins-5', region: 'ap-guangzhou' },
    { instanceId: 'ins-6' },
  ]);
});

it('parseInstances names the line that it does not understand', async () => {
  await expect(read('ins-1\nins-2\nweb server\n')).rejects.toThrow(
    'list, line 3: "web" is not an instance id',
  );
  await expect(read('{"id":1}')).rejects.toThrow('list, line 1');
});

it('parseInstances returns the same instances for any split of the text', async () => {
  const text = 'ins-1\r\nins-2,ins-3\n# x\nins-4';
  const whole = await read(text, text.length);
  for (let size = 1; size < text.length; size += 1) expect(await read(text, size)).toEqual(whole);
});

it.each(['\n', '\r\n', '\r'])(
  'linesOf reads lines that end in %j, however they are cut into pieces',
  async (end) => {
    const text = `# keep${end}a${end}b`;
    for (let size = 1; size <= text.length; size += 1) {
      const lines = [];
      for await (const line of linesOf(pieces(text, size))) lines.push(line);
      expect(lines).toEqual(['# keep', 'a', 'b']);
    }
  },
);

it('linesOf has no line behind the last line end, and keeps a byte order mark that is not at the start', async () => {
  const all = async (text: string, size: number): Promise<string[]> => {
    const lines = [];
    for await (const line of linesOf(pieces(text, size))) lines.push(line);
    return lines;
  };
  expect(await all('a\r', 1)).toEqual(['a']);
  expect(await all('a\r\n', 2)).toEqual(['a']);
  expect(await all('', 1)).toEqual([]);
  expect(await all('\ufeffa\n\ufeffb', 3)).toEqual(['a', '\ufeffb']);
  expect(await all('a\ufeff', 5)).toEqual(['a\ufeff']);
});
