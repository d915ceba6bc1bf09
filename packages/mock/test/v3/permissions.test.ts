import { createEmulator, fleet, type EmulatorOptions } from '@qcvm/mock';
import { describe, expect, it } from 'vitest';
import { ask, tc3 } from './signing.js';

type Account = NonNullable<EmulatorOptions['accounts']>[number];
type KeyRules = Pick<Account['keys'][number], 'may' | 'mayNot'>;

/** What a key with these rules is answered. */
async function asked(rules: KeyRules, { action = 'StopInstances', ids = 2, language = 'en-US' } = {}) {
  const key = { secretId: 'AKIDsome', secretKey: 'x' };
  const emulator = createEmulator({
    clock: 'manual',
    onUnexpected: 'answer',
    instances: fleet('ap-guangzhou').running(2),
    accounts: [{ keys: [{ ...key, ...rules }] }],
  });
  const all = emulator.instances.list().map(({ unInstanceId }) => unInstanceId);
  const body = JSON.stringify(ids === 0 ? {} : { InstanceIds: all.slice(0, ids) });
  const answer = await ask(emulator, tc3(emulator, { ...key, action, body, language }));
  return { all, error: answer.Error };
}

describe('permissions over API 3.0', () => {
  it('keep a key from an Action, and name both', async () => {
    const { error } = await asked({ mayNot: { actions: ['StopInstances'] } });
    expect(error?.Code).toBe('UnauthorizedOperation');
    expect(error?.Message).toMatch(/AKIDsome.*StopInstances/);
    expect((await asked({ may: { actions: ['StopInstances'] } })).error).toBeUndefined();
    expect((await asked({ may: { actions: ['StartInstances'] } })).error?.Code).toBe('UnauthorizedOperation');
  });

  it('keep a key from instances, and name all of these', async () => {
    const { all } = await asked({});
    const { error } = await asked({ may: { instances: [] } });
    expect(error?.Code).toBe('UnauthorizedOperation');
    expect(error?.Message).toContain(`AKIDsome`);
    expect(error?.Message).toContain(all.join(', '));
    const one = await asked({ mayNot: { instances: [all[1]!] } });
    expect(one.error?.Message).toContain(all[1]);
    expect(one.error?.Message).not.toContain(all[0]);
    expect((await asked({ mayNot: { instances: [all[1]!] } }, { ids: 1 })).error).toBeUndefined();
    expect((await asked({ may: { instances: all } })).error).toBeUndefined();
  });

  it('have Chinese messages as well', async () => {
    const call = await asked({ may: { actions: [] } }, { language: 'zh-CN' });
    expect(call.error?.Message).toBe('密钥 AKIDsome 无权调用接口 StopInstances');
    const touch = await asked({ may: { instances: [] } }, { language: 'zh-CN', ids: 1 });
    expect(touch.error?.Message).toBe(`密钥 AKIDsome 无权操作资源 ${touch.all[0]}`);
  });

  it('name no instances for a call without any', async () => {
    const { error } = await asked({ may: { instances: [] } }, { action: 'DescribeInstances', ids: 0 });
    expect(error).toBeUndefined();
  });
});
