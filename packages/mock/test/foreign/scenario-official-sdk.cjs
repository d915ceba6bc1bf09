/**
 * The whole scenario with the official Node SDK of this API generation, as it comes from npm.
 *
 * Environment: SDK (its directory), PORT, AUTHORITY, SECRET_ID, SECRET_KEY, ADMIN (where the emulator is, if that is not what is
 * talked to).
 */
const { readFileSync } = require('node:fs');
const http = require('node:http');
const https = require('node:https');

const QcloudApi = require(process.env.SDK);

const { PORT, AUTHORITY, SECRET_ID, SECRET_KEY, ADMIN = `https://127.0.0.1:${PORT}` } = process.env;

const settings = {
  SecretId: SECRET_ID,
  SecretKey: SECRET_KEY,
  Region: 'gz',
  serviceType: 'cvm',
  // The port is part of the host that is signed.
  baseHost: `api.qcloud.com:${PORT}`,
};
/** The vendor's names lead to the emulator, as an entry in /etc/hosts would do; and TLS is verified, which the SDK switches off. */
const toEmulator = {
  strictSSL: true,
  ca: readFileSync(AUTHORITY, 'utf8'),
  agent: new https.Agent({
    lookup: (_name, options, done) =>
      options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4),
  }),
};

const client = (overrides) => new QcloudApi({ ...settings, ...overrides });
const post = client({});
const get = client({ method: 'GET', signatureMethod: 'sha256' });
const other = client({ SecretKey: 'wrong' });

const call = (sdk, data) =>
  new Promise((resolve, reject) => {
    sdk.request(data, sdk.defaults, (error, body) => (error ? reject(error) : resolve(body)), toEmulator);
  });

const expect = (what, code, body) => {
  if (body?.code !== code) throw new Error(`${what}: expected code ${code}, got ${JSON.stringify(body)}`);
  console.log(`${what}: ${code}`);
  return body;
};

/** The emulator's clock stands still: waiting is moving it, through the admin API. */
const waitAWhile = () =>
  new Promise((resolve, reject) => {
    const url = `${ADMIN}/_emulator/api/clock/advance`;
    const { request } = ADMIN.startsWith('https:') ? https : http;
    const headers = { 'content-type': 'application/json' };
    request(url, { method: 'POST', headers, ca: toEmulator.ca }, (response) =>
      response.resume().once('end', resolve),
    )
      .once('error', reject)
      .end('{"milliseconds":4000}');
  });

const waitFor = async (status, id) => {
  for (let asked = 0; asked < 20; asked += 1) {
    const { instanceSet } = await call(get, { Action: 'DescribeInstances', instanceIds: [id] });
    if (instanceSet[0].status === status) return;
    await waitAWhile();
  }
  throw new Error(`${id} did not come to status ${status}`);
};

const main = async () => {
  const fleet = [];
  for (let total = 1; fleet.length < total;) {
    const offset = fleet.length;
    const page = expect(
      `describe from ${offset}`,
      0,
      await call(get, { Action: 'DescribeInstances', offset, limit: 2 }),
    );
    fleet.push(...page.instanceSet.map(({ unInstanceId }) => unInstanceId));
    total = page.totalCount;
  }
  console.log(`instances: ${fleet.length}`);
  const [first, second, third, stubborn, stopped] = fleet;

  expect('stop two', 0, await call(post, { Action: 'StopInstances', instanceIds: [first, second] }));
  expect(
    'stop one that runs and one that does not',
    5400,
    await call(post, { Action: 'StopInstances', instanceIds: [third, stopped] }),
  );
  expect(
    'stop one that is shut down',
    5100,
    await call(get, { Action: 'StopInstances', instanceIds: [stopped] }),
  );
  for (const id of [first, second, third]) await waitFor(4, id);
  console.log('three are shut down');

  expect('stop a stubborn one', 0, await call(post, { Action: 'StopInstances', instanceIds: [stubborn] }));
  await waitFor(9, stubborn);
  await waitFor(2, stubborn);
  console.log('it runs again');
  expect(
    'stop it by force',
    0,
    await call(post, { Action: 'StopInstances', instanceIds: [stubborn], forceStop: 1 }),
  );
  await waitFor(4, stubborn);
  console.log('it is shut down');

  expect('start one', 0, await call(post, { Action: 'StartInstances', instanceIds: [first] }));
  await waitFor(2, first);
  console.log('it runs');

  expect('sign with another key', 4100, await call(other, { Action: 'DescribeInstances' }));
};

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
