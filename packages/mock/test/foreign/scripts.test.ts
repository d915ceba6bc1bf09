import { expect, it } from 'vitest';
import { isInstalled, linesAfterDescribing, runScenario } from './scenario.js';

/** The state that every client leaves behind. */
const inTheEnd = ['running', 'shutDown', 'shutDown', 'shutDown', 'shutDown'];

/** A test of a program that is missing is left out with a word about it, never in silence. */
const unlessMissing = (...programs: readonly string[]) => {
  const missing = programs.filter((program) => !isInstalled(program));
  return {
    missing,
    skip: missing.length > 0,
    note: missing.length > 0 ? ` (needs ${missing.join(', ')})` : '',
  };
};

const shell = unlessMissing('bash', 'curl', 'openssl');
it.skipIf(shell.skip)(
  `a shell script with curl and openssl runs the whole scenario${shell.note}`,
  async () => {
    const { lines, emulator } = await runScenario(['bash', 'scenario.sh']);
    expect(lines).toEqual([
      'describe from 0: 0',
      'describe from 2: 0',
      'describe from 4: 0',
      'describe from 6: 0',
      ...linesAfterDescribing,
    ]);
    expect(emulator.instances.list().map(({ statusName }) => statusName)).toEqual(inTheEnd);
  },
);

const python = unlessMissing('python3');
it.skipIf(python.skip)(`Python with its standard library runs the whole scenario${python.note}`, async () => {
  const { lines, emulator } = await runScenario(['python3', 'scenario.py']);
  expect(lines).toEqual([
    'describe from 0: 0',
    'describe from 2: 0',
    'describe from 4: 0',
    ...linesAfterDescribing,
    'say something in Chinese: 0',
  ]);
  expect(emulator.instances.list().map(({ statusName }) => statusName)).toEqual(inTheEnd);
});

it.skipIf(python.skip).each([{ tls: true }, { tls: false }])(
  `Python with its standard library signs for API 3.0 by the documentation, TLS: $tls${python.note}`,
  async ({ tls }) => {
    const { lines } = await runScenario(['python3', 'scenario-tc3.py'], {}, { tls });
    expect(lines).toEqual([
      'instances: 5',
      'named in Chinese: 3',
      'stop two: accepted',
      'at once: STOPPING',
      'later: STOPPED',
      'again: UnsupportedOperation.InstanceStateStopped',
      'another region: InvalidInstanceId.NotFound',
      'another key: AuthFailure.SignatureFailure',
      'no such parameter: UnknownParameter',
    ]);
  },
);

it.skipIf(python.skip)(`answers what SDKs of other languages put on the wire${python.note}`, async () => {
  const { lines } = await runScenario(['python3', 'wire-forms.py'], {}, { tls: false });
  const refused: Readonly<Record<string, string>> = {
    'bytes of no form': 'InvalidRequest',
    'a call that asks not to be checked': 'AuthFailure.InvalidAuthorization',
    'Python, v1 with a flag': 'InvalidInstanceId.NotFound',
    '2.0, Java, parts that were changed': 'code 4100',
  };
  expect(lines.length).toBe(35);
  for (const line of lines) {
    const [name = '', outcome] = line.split(': ');
    if (name in refused) expect(line).toBe(`${name}: ${refused[name]}`);
    else expect(outcome, name).toMatch(/^(?:(?:accepted|code 0)(?:, )?)+$/);
  }
});
