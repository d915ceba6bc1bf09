import { expect, test } from 'vitest';
import { ask, tc3 } from './signing.js';
import { worldOf } from './support.js';

const password = 'Hunter2!Pass';

test.each([
  ['ResetInstancesPassword', { InstanceIds: ['ins-09dx96dg'], Password: password, ForceStop: true }],
  ['ResetInstancesPassword', { InstanceIds: ['ins-09dx96dg'], Pasword: password }],
  ['ResetInstancesPassword', { InstanceIds: ['ins-09dx96dg'], Passwrd: password }],
  ['ResetInstancesPassword', { InstanceIds: ['ins-09dx96dg'], password }],
  [
    'RunInstances',
    {
      Placement: { Zone: 'ap-guangzhou-3' },
      ImageId: 'img-31tjrtph',
      LoginSettings: { Password: password },
    },
  ],
  ['RunInstances', { LoginSettings: { Pass: password } }],
  ['RunInstances', { UserData: password }],
  ['CreateLaunchTemplate', { LaunchTemplateName: 'a', Placement: {}, ImageId: 'b', UserData: password }],
])('the request log does not show a password: %s %j', async (action, parameters) => {
  const { emulator } = worldOf();
  await ask(emulator, tc3(emulator, { action, body: JSON.stringify(parameters) }));
  const [logged] = emulator.requests.list();
  expect(logged).toMatchObject({ action });
  expect(JSON.stringify(logged)).not.toContain(password);
});

test('the request log shows parameters whose names resemble those of secrets', async () => {
  const { emulator } = worldOf();
  const parameters = {
    Placement: { Zone: 'ap-guangzhou-3' },
    ImageId: 'img-31tjrtph',
    VirtualPrivateCloud: { VpcId: 'vpc-1234abcd', SubnetId: 'subnet-1234abcd' },
    InternetAccessible: { PublicIpAssigned: true },
    ClientToken: 'once',
  };
  await ask(emulator, tc3(emulator, { action: 'RunInstances', body: JSON.stringify(parameters) }));
  const { input, parameters: sent } = emulator.requests.last()!;
  expect(JSON.stringify([input ?? parameters, sent])).not.toContain('redacted');
});

test('the request log shows what is no secret, with its types', async () => {
  const { emulator } = worldOf();
  const parameters = { InstanceIds: ['ins-09dx96dg'], ForceStop: true, Password: password };
  const body = JSON.stringify(parameters);
  await ask(emulator, tc3(emulator, { action: 'ResetInstancesPassword', body }));
  expect(emulator.requests.last()?.input).toEqual({ ...parameters, Password: '[redacted]' });
});
