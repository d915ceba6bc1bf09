/**
 * The demo: lists a small fleet in an embedded emulator, stops it through the published client over real, signed HTTP, forces
 * the instance that does not shut down, and waits; stops one more instance through API 3.0, and one with an unmodified API 2.0
 * client through the bridge. Exits 0 if every outcome is as expected, 1 otherwise.
 */
import { createCvm, instanceStatus, paginate, waitUntilStopped } from '@qcvm/client';
import { v3 } from '@qcvm/client/v3';
import { createEmulator } from '@qcvm/mock';
import { startBridge } from './bridge.js';
import { demo } from './fleet.js';
import { oldProgram } from './old-program.js';
import { Outcomes, type State } from './outcomes.js';
import { fleetTable, heading, outcomeTable, statusText } from './print.js';
import { realSignedUrl } from './signed-url.js';
import { stop } from './stop.js';

const { region, instances, durations, targets, carried, bridged, expected } = demo;
const emulator = createEmulator({ instances, durations });
const server = await emulator.listen();
const { credentials } = emulator;
const config = { region, endpoint: server.url, credentials };
const cvm = createCvm(config);
const outcomes = new Outcomes([...targets, carried, bridged]);
// Starts in the background.
const starting = startBridge(server.url, credentials);
starting.catch(() => undefined);

/** Waits, records the outcomes, and returns the ids of instances that run again. */
async function wait(ids: readonly string[], reached: State): Promise<readonly string[]> {
  const { results } = await waitUntilStopped(cvm, ids, { maxWait: 6000 });
  for (const { id, state } of results) {
    console.log(`${id}: ${state === undefined ? 'not found' : statusText(state)}`);
    outcomes.set(id, { state: state === instanceStatus.shutDown ? reached : 'running again' });
  }
  return results.filter(({ state }) => state === instanceStatus.running).map(({ id }) => id);
}

try {
  console.log(`An embedded emulator of the CVM API listens on ${server.url}. Every call below is an HTTP`);
  console.log('request with an HMAC-SHA256 signature, which the emulator checks as the service does.');

  heading('1. DescribeInstances: list the fleet, three instances per page');
  let page = 0;
  for await (const { items, total } of paginate(cvm.describeInstances, { limit: 3 }).pages()) {
    console.log(`Page ${(page += 1)}, ${items.length} of ${total}`);
    console.log(fleetTable(items));
  }

  heading('2. StopInstances: five instances, of which one is already shut down and one does not exist');
  const accepted = await stop(cvm, { instanceIds: targets }, outcomes);

  heading('3. Wait for shutdown');
  const back = await wait(accepted, 'stopped');

  heading('4. StopInstances with forceStop=1, for the instance that did not shut down');
  await wait(await stop(cvm, { instanceIds: back, forceStop: 1 }, outcomes), 'forced');

  heading('5. The same call through API 3.0: createCvm({ …, api: v3() })');
  await wait(
    await stop(createCvm({ ...config, api: v3() }), { instanceIds: [carried] }, outcomes),
    'stopped',
  );

  heading('6. An unmodified API 2.0 client through `qcvm bridge`');
  const bridge = await starting;
  const answer = await oldProgram(bridge.endpoint, credentials, {
    action: 'StopInstances',
    parameters: { 'instanceIds.0': bridged },
  });
  console.log(`GET ${bridge.endpoint} → ${JSON.stringify(answer)}`);
  const requestId = answer.detail?.[bridged]?.requestId;
  if (requestId !== undefined) outcomes.set(bridged, { state: 'accepted', requestId });
  await wait([bridged], 'stopped');

  heading('7. Results');
  console.log(outcomeTable(outcomes));

  heading('The same call at the real endpoint, as a URL signed with the documentation’s example key');
  console.log(await realSignedUrl(region, targets));

  const differences = outcomes.differences(expected);
  for (const difference of differences) console.error(difference);
  process.exitCode = differences.length === 0 ? 0 : 1;
} finally {
  await starting.then((bridge) => bridge[Symbol.asyncDispose]()).catch(() => undefined);
  await server.close();
}
