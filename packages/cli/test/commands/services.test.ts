import { createEmulator } from '@qcvm/mock';
import { expect, test } from 'vitest';
import { World } from '../harness.js';

const key = { secretId: 'AKIDcommandline', secretKey: 'theSecretKeyOfTheCommandLine0001' };

/** A machine with a key and a region, in front of an emulator. */
const machine = (): Promise<World> =>
  World.create({
    emulator: createEmulator({ clock: { mode: 'manual', automatic: true }, accounts: [{ keys: [key] }] }),
    variables: {
      QCVM_REGION: 'ap-guangzhou',
      TENCENTCLOUD_SECRET_ID: key.secretId,
      TENCENTCLOUD_SECRET_KEY: key.secretKey,
    },
  });

test('an operation of another service is called by that service, at its host', async () => {
  await using world = await machine();
  const { code, out, err } = await world.run('describe-images --image-type 2 --limit 1');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(out)).toMatchObject({ imageSet: [{ unImgId: 'img-31tjrtph' }] });
});

test('a batch operation of another service reports on each of its own resources', async () => {
  await using world = await machine();
  const { code, out } = await world.run('delete-images --image-ids img-31tjrtph,img-0vbqvzfn --yes');
  expect(code).toBe(0);
  expect(Object.keys((JSON.parse(out) as { detail: object }).detail).sort()).toEqual([
    'img-0vbqvzfn',
    'img-31tjrtph',
  ]);
});

test('an Action is signed for the host of its service', async () => {
  await using world = await machine();
  const { code, out } = await world.run(
    'sign DescribeImages imageType=2 --region ap-guangzhou --as canonical',
  );
  expect(code).toBe(0);
  expect(out).toContain('GETimage.api.qcloud.com/v2/index.php?Action=DescribeImages');
});

test('a dry run names the endpoint of the service', async () => {
  await using world = await machine();
  const { out } = await world.run('create-image --instance-id ins-09dx96dg --image-name web --dry-run');
  expect(out).toContain('https://image.api.qcloud.com/v2/index.php');
});
