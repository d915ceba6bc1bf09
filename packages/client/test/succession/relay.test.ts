import { expect, test } from 'vitest';
import { services } from '../../src/descriptors.js';
import { BatchError, createCvm, ValidationError } from '../../src/index.js';
import { relay } from '../../src/internal.js';
import { v3 } from '../../src/v3/index.js';
import { credentials } from '../support/scripted.js';
import { Time } from '../support/time.js';
import { wholeService } from '../support/whole-service.js';

const operationOf = (action: string) => {
  const { operations } = services.find(({ service }) => service.name === 'cvm') ?? expect.fail();
  return Object.values(operations).find((each) => each.action === action) ?? expect.fail();
};

function relaying(states: Record<string, string>) {
  const service = wholeService(states);
  const time = new Time();
  const config = { region: 'gz', credentials, transport: service, runtime: time.runtime() };
  const cvm = createCvm({ ...config, api: v3() });
  return {
    service,
    cvm,
    time,
    relay: (action: string, input: Readonly<Record<string, unknown>>) =>
      time.run(relay(cvm, { operation: operationOf(action), input, region: 'bj' })),
  };
}

const ids = ['ins-00000000', 'ins-00000001'];

test('a batch that was done for all gives one result', async () => {
  const { relay: relayed, service } = relaying({ 'ins-00000000': 'RUNNING', 'ins-00000001': 'RUNNING' });
  const { shared, output, meta } = await relayed('StopInstances', { instanceIds: ids });
  expect(shared).toEqual({ code: 0, message: '', requestId: 'request-1' });
  expect(output).toEqual({});
  expect(meta).toMatchObject({ attempts: 1, requestId: 'request-1' });
  expect(service.asked).toMatchObject([{ region: 'ap-beijing', body: { InstanceIds: ids } }]);
});

test('a batch that was not fails as the method does', async () => {
  const states = { 'ins-00000000': 'RUNNING', 'ins-00000001': 'STOPPED' };
  const relayed = relaying(states).relay('StopInstances', { instanceIds: ids });
  const { cvm, time } = relaying(states);
  const called = time.run(cvm.stopInstances({ instanceIds: ids }, { region: 'bj' }));
  const [error, expected] = await Promise.all([relayed, called].map((each) => each.catch((e: unknown) => e)));
  expect(error).toBeInstanceOf(BatchError);
  const { succeeded, failed, message } = expected as BatchError;
  expect(error).toMatchObject({ succeeded, failed, message });
});

test('a list is what the method gives, and its input is checked', async () => {
  const states = { 'ins-00000000': 'RUNNING' };
  const { cvm, time } = relaying(states);
  const { output } = await relaying(states).relay('DescribeInstances', { limit: 1 });
  expect(output).toEqual(await time.run(cvm.describeInstances({ limit: 1 }, { region: 'bj' })));
  await expect(relaying(states).relay('DescribeInstances', { limit: 'one' })).rejects.toThrow(
    ValidationError,
  );
});

test('what is no client is refused', async () => {
  const relayed = relay({}, { operation: operationOf('StopInstances'), input: { instanceIds: ids } });
  await expect(relayed).rejects.toThrow('client must be a result of createCvm or createClient');
});
