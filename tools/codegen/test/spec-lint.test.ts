import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const specs = fileURLToPath(new URL('../../../specs/', import.meta.url));

/** A spec as a tree that the cases below break in one place each. */
interface Tree {
  [name: string]: Tree;
}

interface Case {
  readonly rule: string;
  readonly name: string;
  readonly breakIt: (spec: Tree) => void;
  /** Part of the message that a person then reads. */
  readonly says: string;
}

/** The node at the end of a path that the spec is known to have. */
function at(spec: Tree, ...path: readonly string[]): Tree {
  return path.reduce((node, step) => {
    const next = node[step];
    if (next === undefined) throw new Error(`the spec has no ${path.join('.')}: correct this test`);
    return next;
  }, spec);
}

const stop = (spec: Tree, ...path: readonly string[]): Tree =>
  at(spec, 'paths', '/StopInstances', 'post', ...path);
const list = (spec: Tree, ...path: readonly string[]): Tree =>
  at(spec, 'paths', '/DescribeInstances', 'post', ...path);
const schema = (spec: Tree, ...path: readonly string[]): Tree => at(spec, 'components', 'schemas', ...path);
const set = (node: Tree, values: object): void => void Object.assign(node, values);

const cases: readonly Case[] = [
  {
    rule: 'action-agrees',
    name: 'an action that differs from its path',
    breakIt: (spec) => set(stop(spec), { 'x-qcloud-action': 'HaltInstances' }),
    says: 'but the path is "/StopInstances"',
  },
  {
    rule: 'action-agrees',
    name: 'two actions of one name',
    breakIt: (spec) => set(list(spec), { operationId: 'StopInstances', 'x-qcloud-action': 'StopInstances' }),
    says: 'but the path is "/DescribeInstances"',
  },
  {
    rule: 'only-post',
    name: 'an operation written as get',
    breakIt: (spec) => set(at(spec, 'paths', '/StopInstances'), { get: { summary: 'Stop' } }),
    says: 'Write the operation once, as post',
  },
  {
    rule: 'errors-declared',
    name: 'an undeclared decimal code',
    breakIt: (spec) => set(stop(spec, 'x-qcloud-errors'), { 0: '4001' }),
    says: '"4001" is not declared: add it to components.x-qcloud-errors of common.yaml',
  },
  {
    rule: 'errors-declared',
    name: 'a misspelt textual code',
    breakIt: (spec) =>
      set(stop(spec, 'x-qcloud-errors'), { 0: 'OperationConstraints.InvalidInstanceStatus' }),
    says: 'add it to components.x-qcloud-errors of this file',
  },
  {
    rule: 'errors-used',
    name: 'a declared code that no operation names',
    breakIt: (spec) => set(stop(spec), { 'x-qcloud-errors': ['4000', '5100', '5400'] }),
    says: 'No operation names the error code "OperationConstraints.InvaildInstanceStatus"',
  },
  {
    rule: 'summary-short',
    name: 'a summary that tells a story',
    breakIt: (spec) =>
      set(stop(spec), {
        summary: 'Shuts down one or more instances and reports on each of them' + ' in turn',
      }),
    says: 'at most 60 characters',
  },
  {
    rule: 'bodies-composed',
    name: 'a request without the public parameters',
    breakIt: (spec) =>
      set(stop(spec, 'requestBody', 'content', 'application/x-www-form-urlencoded', 'schema', 'allOf'), {
        0: { $ref: '#/components/schemas/StopInstancesInput' },
      }),
    says: 'must refer to PublicParameters',
  },
  {
    rule: 'batch-fields',
    name: 'an ids parameter that does not exist',
    breakIt: (spec) => set(stop(spec, 'x-qcloud-batch'), { ids: 'instanceId' }),
    says: 'There is no parameter "instanceId": name one of instanceIds or forceStop',
  },
  {
    rule: 'batch-fields',
    name: 'an ids parameter that is no list',
    breakIt: (spec) => set(stop(spec, 'x-qcloud-batch'), { ids: 'forceStop' }),
    says: '"forceStop" is of type integer; it must be of type array',
  },
  {
    rule: 'batch-fields',
    name: 'two answers to how many ids a batch takes',
    breakIt: (spec) => set(stop(spec, 'x-qcloud-batch'), { maximum: 50 }),
    says: 'at most 50 ids, but "instanceIds" has maxItems 100',
  },
  {
    rule: 'pagination-fields',
    name: 'pages of a field that does not exist',
    breakIt: (spec) => set(list(spec, 'x-qcloud-pagination'), { items: 'instances' }),
    says: 'There is no result field "instances"',
  },
  {
    rule: 'pagination-fields',
    name: 'items without the field that identifies them',
    breakIt: (spec) => set(list(spec, 'x-qcloud-pagination'), { id: 'id' }),
    says: 'There is no field of an item "id"',
  },
  {
    rule: 'waiter-operation',
    name: 'a waiter that calls an unknown operation',
    breakIt: (spec) =>
      set(at(spec, 'components', 'x-qcloud-waiters', 'InstancesStopped'), { operation: 'DescribeInstance' }),
    says: '"DescribeInstance", which is no paginated operation of this module: name DescribeInstances',
  },
  {
    rule: 'waiter-operation',
    name: 'a waiter for a state without a name',
    breakIt: (spec) => set(at(spec, 'components', 'x-qcloud-waiters', 'InstancesStopped'), { success: [44] }),
    says: 'The state 44 has no name',
  },
  {
    rule: 'transition-states',
    name: 'a transition through a state without a name',
    breakIt: (spec) => set(stop(spec, 'x-qcloud-transition'), { via: 99 }),
    says: 'The state 99 has no name',
  },
  {
    rule: 'transition-states',
    name: 'a transition forced by what is no parameter',
    breakIt: (spec) => set(stop(spec, 'x-qcloud-transition'), { force: { forceStopp: 1 } }),
    says: 'There is no parameter "forceStopp": name one of instanceIds or forceStop',
  },
  {
    rule: 'waiter-operation',
    name: 'a waiter that reads the time of a change from what is no field',
    breakIt: (spec) =>
      set(at(spec, 'components', 'x-qcloud-waiters', 'InstancesStopped'), {
        changed: { field: 'statusTimes', offset: '+08:00' },
      }),
    says: 'There is no field of an item "statusTimes"',
  },
  {
    rule: 'described',
    name: 'a parameter without a description',
    breakIt: (spec) =>
      void delete schema(spec, 'StopInstancesInput', 'properties', 'forceStop')['description'],
    says: '"forceStop" needs a description',
  },
  {
    rule: 'cited',
    name: 'a schema without a source',
    breakIt: (spec) => void delete schema(spec, 'Instance')['x-qcloud-source'],
    says: 'Instance needs x-qcloud-source',
  },
  {
    rule: 'known-words',
    name: 'a misspelt x- word',
    breakIt: (spec) => set(stop(spec), { 'x-qcloud-repeatabilty': 'idempotent' }),
    says: '"x-qcloud-repeatabilty" is no word of the dialect',
  },
  {
    rule: 'pattern-meaning',
    name: 'a pattern that matches anywhere',
    breakIt: (spec) => set(schema(spec, 'InstanceId'), { pattern: 'ins-[0-9a-z]+' }),
    says: 'Begin the pattern with ^',
  },
  {
    rule: 'pattern-meaning',
    name: 'a pattern without words',
    breakIt: (spec) => void delete schema(spec, 'InstanceId')['x-qcloud-meaning'],
    says: 'with x-qcloud-meaning',
  },
  {
    rule: 'examples-agree',
    name: 'a wire example of another request',
    breakIt: (spec) =>
      set(stop(spec, 'x-qcloud-examples', '0'), { wire: 'Action=StopInstances&Signature=x' }),
    says: 'The wire form of this request is Action=StopInstances&Nonce=11886',
  },
  {
    rule: 'examples-agree',
    name: 'an example of an answer that is not there',
    breakIt: (spec) => set(stop(spec, 'x-qcloud-examples', '0'), { response: 'sucess' }),
    says: 'There is no response example "sucess": name success, partly or failed',
  },
];

/** The module with two of its operations: enough for every rule, and quicker to lint many times. */
async function readSmallSpec(): Promise<Tree> {
  const spec = parse(await readFile(join(specs, '2.0/cvm.yaml'), 'utf8')) as Tree;
  const { '/StopInstances': stopInstances, '/DescribeInstances': describeInstances } = at(spec, 'paths');
  const {
    StartInstancesInput,
    StartInstancesOutput,
    RestartInstancesInput,
    RestartInstancesOutput,
    ...schemas
  } = schema(spec);
  expect([
    StartInstancesInput,
    StartInstancesOutput,
    RestartInstancesInput,
    RestartInstancesOutput,
  ]).not.toContain(undefined);
  set(spec, { paths: { '/StopInstances': stopInstances, '/DescribeInstances': describeInstances } });
  set(at(spec, 'components'), { schemas });
  return spec;
}

interface Problem {
  readonly ruleId: string;
  readonly message: string;
  readonly location: readonly { source: { ref: string } }[];
}

/** Lints all files that a configuration names, in one process, which prints one JSON document for each file. */
async function lint(configuration: string): Promise<Problem[]> {
  const runner = join(specs, 'lint/run.js');
  const output = await new Promise<string>((resolve) => {
    const options = ['--format=json', '--max-problems=1000'];
    // The exit code is 1 when there are problems: what counts is the report.
    execFile(
      process.execPath,
      [runner, configuration, ...options],
      { maxBuffer: 2 ** 26 },
      (_error, stdout) => {
        resolve(stdout);
      },
    );
  });
  const documents = output.split(/(?<=^\})/m).filter((text) => text.trim() !== '');
  return documents.flatMap((text) => (JSON.parse(text) as { problems: Problem[] }).problems);
}

const fileOf = (index: number): string => `case-${index}/module.yaml`;

/** The rules that redocly.yaml switches on, without Redocly's own: those are not ours to test. */
async function ownRules(): Promise<Record<string, unknown>> {
  const { rules } = parse(await readFile(join(specs, 'redocly.yaml'), 'utf8')) as { rules: object };
  return Object.fromEntries(Object.entries(rules).filter(([name]) => name.startsWith('qcloud/')));
}

describe('spec lint', () => {
  let folder = '';
  let problems: Problem[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'spec-lint-'));
    const small = stringify(await readSmallSpec());
    const files = ['sound/module.yaml', ...cases.map((_, index) => fileOf(index))];
    for (const [index, file] of files.entries()) {
      const spec = parse(small) as Tree;
      cases[index - 1]?.breakIt(spec);
      await mkdir(join(folder, file, '..'), { recursive: true });
      await copyFile(join(specs, '2.0/common.yaml'), join(folder, file, '../common.yaml'));
      await writeFile(join(folder, file), stringify(spec));
    }
    const apis = Object.fromEntries(files.map((root, index) => [`api${index}`, { root: `./${root}` }]));
    const plugins = [join(specs, 'redocly-plugin.js')];
    await writeFile(join(folder, 'redocly.yaml'), stringify({ apis, plugins, rules: await ownRules() }));
    problems = await lint(join(folder, 'redocly.yaml'));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const messagesOf = (file: string, rule?: string): string[] =>
    problems
      .filter(({ location }) => location.some(({ source }) => source.ref.endsWith(file)))
      .filter(({ ruleId }) => rule === undefined || ruleId === rule)
      .map(({ ruleId, message }) => (rule === undefined ? `${ruleId}: ${message}` : message));

  test('finds nothing in a sound spec', () => {
    expect(messagesOf('sound/module.yaml')).toEqual([]);
  });

  test.each(cases.map((each, index) => ({ ...each, index })))(
    '$rule reports $name',
    ({ rule, says, index }) => {
      expect(messagesOf(fileOf(index), `qcloud/${rule}`)).toContainEqual(expect.stringContaining(says));
    },
  );

  test('has a case for every rule of our own', async () => {
    expect(new Set(cases.map(({ rule }) => `qcloud/${rule}`))).toEqual(
      new Set(Object.keys(await ownRules())),
    );
  });
});
