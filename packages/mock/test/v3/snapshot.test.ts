import { cvmOperations } from '@qcvm/client/v3';
import { inputsV3 } from '@qcvm/mock/arbitraries';
import type { Emulator } from '@qcvm/mock';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../client/test/support/runs.js';
import { batch } from '../engine/support.js';
import { idsOf, region, worldOf } from './support.js';
import { ask, tc3 } from './signing.js';

const changes = [
  'runInstances',
  'createKeyPair',
  'importKeyPair',
  'modifyKeyPairAttribute',
  'deleteKeyPairs',
  'createImage',
  'modifyImageAttribute',
  'importInstancesActionTimer',
  'modifyInstancesAttribute',
  'modifyInstancesProject',
  'resetInstancesType',
  'associateInstancesKeyPairs',
  'associateSecurityGroups',
  'stopInstances',
  'startInstances',
  'terminateInstances',
] as const;

type Call = (emulator: Emulator) => Promise<unknown>;

/** Ids of what there is, in the place of ids that were made up. */
function withIds(input: Readonly<Record<string, unknown>>, emulator: Emulator): Record<string, unknown> {
  const { keyPairs = [], images = [] } = emulator.snapshot().resources ?? {};
  const known: Readonly<Record<string, readonly string[]>> = {
    InstanceId: idsOf(emulator),
    KeyId: keyPairs.map(({ id }) => id),
    ImageId: ['img-pyqx34y1', ...images.map(({ id }) => id)],
  };
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => {
      const [first] = known[name] ?? [];
      if (first !== undefined) return [name, first];
      const several = known[name.replace(/s$/, '')];
      return [name, several && several.length > 0 && Array.isArray(value) ? several.slice(0, 2) : value];
    }),
  );
}

const order = {
  InstanceCount: 2,
  ImageId: 'img-pyqx34y1',
  InstanceChargeType: 'POSTPAID_BY_HOUR',
  Placement: { Zone: `${region}-3` },
};

const newerCall: fc.Arbitrary<Call> = fc
  .constantFrom(...changes)
  .chain((name) =>
    (inputsV3[name] as fc.Arbitrary<Record<string, unknown>>).map((input) => ({
      action: cvmOperations[name].action,
      // An order has parts that fit together; what a text may be is drawn.
      input:
        name === 'runInstances'
          ? { ...order, ...('ClientToken' in input && { ClientToken: input['ClientToken'] }) }
          : input,
    })),
  )
  .map(
    ({ action, input }) =>
      (emulator) =>
        ask(emulator, tc3(emulator, { action, body: JSON.stringify(withIds(input, emulator)) })),
  );

/** What a user is likely to call: names that are accepted, and texts that are empty. */
const likelyCall: fc.Arbitrary<Call> = fc
  .constantFrom<readonly [string, object]>(
    ['CreateKeyPair', { KeyName: 'k1', ProjectId: 0 }],
    ['ImportKeyPair', { KeyName: 'k2', ProjectId: 0, PublicKey: 'ssh-rsa AAAA' }],
    ['RunInstances', { ...order, InstanceName: '', ClientToken: '' }],
    ['RunInstances', { ...order, InstanceName: '', HostName: '', InstanceType: 'S5.SMALL0' }],
    ['CreateImage', { ImageName: 'own', InstanceId: '' }],
    ['ModifyInstancesAttribute', { InstanceIds: [''], InstanceName: '' }],
    [
      'ImportInstancesActionTimer',
      {
        InstanceIds: [''],
        ActionTimer: { ActionTime: '2030-01-01T00:00:00Z', TimerAction: 'TerminateInstances' },
      },
    ],
  )
  .map(
    ([action, input]) =>
      (emulator) =>
        ask(emulator, tc3(emulator, { action, body: JSON.stringify(withIds({ ...input }, emulator)) })),
  );

const olderCall: fc.Arbitrary<Call> = fc
  .constantFrom('StopInstances', 'StartInstances', 'RestartInstances')
  .map((action) => (emulator) => batch(emulator, { action, ids: idsOf(emulator).slice(0, 3), force: false }));

const wait: fc.Arbitrary<Call> = fc.nat(60_000).map((milliseconds) => (emulator) => {
  emulator.clock.advance(milliseconds);
  return Promise.resolve();
});

test('a snapshot can be restored after any calls, and is then the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(likelyCall, newerCall, olderCall, wait), { maxLength: 10 }),
      async (calls) => {
        const { emulator } = worldOf({ onUnexpected: 'answer' });
        for (const call of calls) await call(emulator);
        const snapshot = emulator.snapshot();
        const other = worldOf({ instances: [] }).emulator;
        for (const each of [emulator, other]) {
          each.restore(JSON.parse(JSON.stringify(snapshot)));
          expect(each.snapshot()).toEqual(snapshot);
        }
      },
    ),
    runs(30),
  );
});

test('a snapshot with a key pair can be restored', async () => {
  const { emulator } = worldOf();
  await ask(
    emulator,
    tc3(emulator, { action: 'CreateKeyPair', body: JSON.stringify({ KeyName: 'k1', ProjectId: 0 }) }),
  );
  emulator.restore(emulator.snapshot());
  expect(await ask(emulator, tc3(emulator, { action: 'DescribeKeyPairs' }))).toMatchObject({
    TotalCount: 1,
    KeyPairSet: [{ KeyName: 'k1' }],
  });
});
