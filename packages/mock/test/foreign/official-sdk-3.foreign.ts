import { join } from 'node:path';
import { expect, it } from 'vitest';
import { installed } from './installed.js';
import { runScenario } from './scenario.js';

it.each([{ tls: false }, { tls: true }])(
  'the official Node SDK of API 3.0, as it comes from npm, runs the whole scenario, TLS: $tls',
  async ({ tls }) => {
    const directory = await installed('official-sdk-3', {
      'tencentcloud-sdk-nodejs-cvm': '4.1.316',
      'tencentcloud-sdk-nodejs-common': '4.1.220',
    });
    const { lines } = await runScenario(
      [process.execPath, 'scenario-tc3-sdk.cjs'],
      { SDK: join(directory, 'node_modules/tencentcloud-sdk-nodejs-cvm'), NODE_NO_WARNINGS: '1' },
      { tls },
    );
    expect(lines).toEqual([
      'instances: 5',
      'GET TC3-HMAC-SHA256: 3',
      'GET HmacSHA256: 3',
      'GET HmacSHA1: 3',
      'POST TC3-HMAC-SHA256: 3',
      'POST HmacSHA256: 3',
      'POST HmacSHA1: 3',
      'stop two: STOPPED SUCCESS',
      'stop one that runs and one that does not: UnsupportedOperation.InstanceStateStopped',
      'the other: RUNNING null',
      'start two: RUNNING SUCCESS',
      'run 2: RUNNING SUCCESS',
      'after terminate: 0',
      'an unknown instance: InvalidInstanceId.NotFound',
      'another key: AuthFailure.SignatureFailure',
      '25 at once: 20 accepted, accepted, RequestLimitExceeded',
      'a clock that is late: AuthFailure.SignatureExpire',
    ]);
  },
);
