import { expect, it } from 'vitest';
import type { Environment } from '../../environment/environment.js';
import { CallLog, type CallRecord } from './call-log.js';

const call: CallRecord = {
  ...{ action: 'StopInstances', region: 'ap-guangzhou', secretId: 'AKIDa', from: '127.0.0.1:1' },
  ...{ result: 'refused', code: 6100, message: 'x'.repeat(300), requests: 0, duration: 1 },
};

it.each(['text', 'json'] as const)(
  'keeps no more lines than it has room for while stderr is not read: %s',
  async (format) => {
    const written: string[] = [];
    let read = (): void => undefined;
    const log = new CallLog(
      {
        now: () => 0,
        sleep: () => new Promise(() => undefined),
        stderr: {
          write: (text: string) => {
            written.push(text);
            return new Promise<void>((resolve) => (read = resolve));
          },
        },
      } as unknown as Pick<Environment, 'stderr' | 'now' | 'sleep'>,
      { format, hide: (text) => text },
    );
    const count = 10_000;
    for (let each = 0; each < count; each++) log.add(call);
    const ended = log.flush();
    for (let turn = 0; turn < 9; turn++) {
      read();
      await Promise.resolve();
    }
    read();
    await ended;
    expect(written).toHaveLength(2);
    expect(written.join('').length).toBeLessThan(1_100_000);
    const lines = written.join('').trim().split('\n');
    const left = count - (lines.length - 1);
    expect(left).toBeGreaterThan(1000);
    expect(lines.at(-1)).toContain(
      format === 'json' ? `"dropped":${left}}` : `${left.toLocaleString('en-US')} lines left out`,
    );
  },
);

it.each(['text', 'json'] as const)(
  'writes no character that moves a terminal, ends a line, reorders text or has no width: %s',
  async (format) => {
    const odd = '\n\u007f\u0085\u009b\u200b\u200d\u200e\u2028\u202e\u2066\ufeff\u{e0041}';
    let written = '';
    const log = new CallLog(
      {
        now: () => 0,
        sleep: () => new Promise(() => undefined),
        stderr: { write: async (text: string) => void (written += text) },
      } as unknown as Pick<Environment, 'stderr' | 'now' | 'sleep'>,
      { format, hide: (text) => text },
    );
    const told = { ...call, action: `A${odd}b`, region: `r${odd}`, message: `m${odd}` };
    log.add(told);
    await log.flush();
    expect(written.slice(0, -1)).toMatch(/^[ -~]+$/);
    if (format === 'json')
      expect(JSON.parse(written)).toMatchObject({ action: told.action, region: told.region });
    else expect(written).toContain('A\\n\\u007f\\u0085\\u009b\\u200b\\u200d');
  },
);
