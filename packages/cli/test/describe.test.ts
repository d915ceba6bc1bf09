import { createEmulator, fleet } from '@qcvm/mock';
import { describe, expect, it } from 'vitest';
import { World } from './harness.js';

const emulatorOf = () =>
  createEmulator({
    clock: { mode: 'manual', automatic: true },
    instances: fleet('ap-guangzhou')
      .running(2, { instanceName: '网站, "web"' })
      .shutDown(1, { instanceName: 'spare' })
      .in('ap-beijing')
      .running(1, { instanceName: 'far' }),
  });

describe('qcvm describe', () => {
  it('x', async () => {
    await using world = await World.create({ emulator: emulatorOf() });
    for (const line of [
      '--help',
      'describe',
      'describe -o json --limit 1',
      'describe -o csv',
      'describe -o ids --region gz,bj',
      'describe --region gz,bj',
      'describe --status shut-down',
      'describe --status foo',
      'describe ins-none',
      'describe --query [].unInstanceId',
      'describe --help',
      'stop --help',
      'stop',
      'stop --all --dry-run',
      'stop --all',
      'stop --all --yes',
      'stop-instances --help',
      'sign DescribeInstances limit=5',
      'doctor',
      'configure list',
      'foo',
    ]) {
      const ran = await world.run(line);
      console.log('$ qcvm', line, '->', ran.code, '\n' + ran.out + '\n---\n' + ran.err);
    }
    expect(1).toBe(1);
  });
});
