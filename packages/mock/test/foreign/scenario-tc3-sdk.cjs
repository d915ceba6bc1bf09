/**
 * The whole scenario of API 3.0 with the official Node SDK, as it comes from npm.
 *
 * Environment: SDK (its directory), ORIGIN, SECRET_ID, SECRET_KEY; NODE_EXTRA_CA_CERTS for TLS.
 */
const { Client } = require(process.env.SDK).cvm.v20170312;

const { ORIGIN, SECRET_ID, SECRET_KEY } = process.env;
const { protocol, host } = new URL(ORIGIN);

const client = ({ secretKey = SECRET_KEY, reqMethod = 'POST', signMethod = 'TC3-HMAC-SHA256' } = {}) =>
  new Client({
    credential: { secretId: SECRET_ID, secretKey },
    region: 'ap-guangzhou',
    profile: { signMethod, httpProfile: { endpoint: host, protocol: `${protocol}//`, reqMethod } },
  });

const cvm = client();

const refused = async (what, promise) => {
  try {
    await promise;
    console.log(`${what}: accepted`);
  } catch (error) {
    console.log(`${what}: ${error.code}`);
  }
};

/** The emulator's clock stands still: waiting is moving it, through the admin API. */
const wait = async (milliseconds) => {
  const answer = await fetch(`${ORIGIN}/_emulator/api/clock/advance`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ milliseconds }),
  });
  if (!answer.ok) throw new Error(`the clock did not move: ${answer.status}`);
};

const stateOf = async (InstanceIds) => {
  for (let asked = 0; asked < 20; asked += 1) {
    const { InstanceSet } = await cvm.DescribeInstances({ InstanceIds });
    const states = InstanceSet.map(
      ({ InstanceState, LatestOperationState }) => `${InstanceState} ${LatestOperationState}`,
    );
    if (!states.some((state) => state.endsWith('OPERATING'))) return [...new Set(states)].join(', ');
    await wait(2000);
  }
  return 'never ready';
};

const main = async () => {
  const listed = [];
  for (let total = 1, Offset = 0; listed.length < total; Offset += 2) {
    const { InstanceSet, TotalCount } = await cvm.DescribeInstances({ Offset, Limit: 2 });
    listed.push(...InstanceSet);
    total = TotalCount;
  }
  console.log(`instances: ${listed.length}`);
  for (const reqMethod of ['GET', 'POST'])
    for (const signMethod of ['TC3-HMAC-SHA256', 'HmacSHA256', 'HmacSHA1']) {
      const { TotalCount } = await client({ reqMethod, signMethod }).DescribeInstances({
        Filters: [{ Name: 'instance-name', Values: ['网站-1'] }],
      });
      console.log(`${reqMethod} ${signMethod}: ${TotalCount}`);
    }
  const running = listed
    .filter(({ InstanceState }) => InstanceState === 'RUNNING')
    .map(({ InstanceId }) => InstanceId);
  const two = running.slice(0, 2);
  await cvm.StopInstances({ InstanceIds: two, StoppedMode: 'STOP_CHARGING' });
  console.log(`stop two: ${await stateOf(two)}`);
  const one = running.slice(1, 3);
  await refused('stop one that runs and one that does not', cvm.StopInstances({ InstanceIds: one }));
  console.log(`the other: ${await stateOf(running.slice(2, 3))}`);
  await cvm.StartInstances({ InstanceIds: two });
  console.log(`start two: ${await stateOf(two)}`);
  const { InstanceIdSet } = await cvm.RunInstances({
    Placement: { Zone: 'ap-guangzhou-3' },
    ImageId: 'img-31tjrtph',
    InstanceType: 'S5.LARGE8',
    InstanceCount: 2,
    ClientToken: 'once',
  });
  console.log(`run ${InstanceIdSet.length}: ${await stateOf(InstanceIdSet)}`);
  await cvm.TerminateInstances({ InstanceIds: InstanceIdSet });
  await wait(5000);
  const { TotalCount } = await cvm.DescribeInstances({ InstanceIds: InstanceIdSet });
  console.log(`after terminate: ${TotalCount}`);
  await refused('an unknown instance', cvm.StopInstances({ InstanceIds: ['ins-00000000'] }));
  await refused('another key', client({ secretKey: 'wrong' }).DescribeInstances({}));
  await wait(1000);
  const calls = Array.from({ length: 25 }, () => cvm.DescribeZones({}));
  const codes = (await Promise.allSettled(calls)).map(({ status, reason }) =>
    status === 'fulfilled' ? 'accepted' : reason.code,
  );
  console.log(
    `25 at once: ${codes.filter((code) => code === 'accepted').length} accepted, ${[...new Set(codes)].join(', ')}`,
  );
  await wait(400_000);
  await refused('a clock that is late', cvm.DescribeInstances({}));
};

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
