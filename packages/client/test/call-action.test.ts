import { expect, test } from 'vitest';
import { callAction, createClient, ValidationError, type ActionRequest } from '../src/index.js';
import { code, credentials, fails, json, scripted } from './support/scripted.js';
import { Time } from './support/time.js';

function clientOf(transport: ReturnType<typeof scripted>) {
  const time = new Time();
  return {
    time,
    client: createClient({}, { region: 'ap-guangzhou', credentials, transport, runtime: time.runtime() }),
  };
}

const problemsOf = async (request: unknown, client: object = clientOf(scripted(code(0))).client) => {
  const error: unknown = await callAction(client, request as ActionRequest).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ValidationError);
  return (error as ValidationError).problems.map(({ message }) => message);
};

test('any Action of any service goes to the host of the service, with the parameters as they are', async () => {
  const service = scripted(json({ code: 0, message: '', imageSet: [{ name: 'a' }], requestId: 7 }));
  const { client, time } = clientOf(service);
  const { output, meta } = await time.run(
    callAction(client, {
      service: 'image',
      action: 'DescribeImages',
      parameters: { imageType: 2, imageIds: ['img-1'] },
      region: 'ap-beijing',
    }),
  );
  expect(output).toEqual({ imageSet: [{ name: 'a' }], requestId: 7 });
  expect(meta).toMatchObject({ attempts: 1, requestId: '7' });
  expect(new URL(service.requests[0]!.url).host).toBe('image.api.qcloud.com');
  expect(service.calls[0]).toMatchObject({
    ...{ Action: 'DescribeImages', Region: 'ap-beijing', imageType: '2', 'imageIds.0': 'img-1' },
  });
});

test('is sent once after a lost answer, and again only where the caller says that it reads', async () => {
  const request = { service: 'cbs', action: 'DescribeCbsStorages' };
  const lost = scripted(fails('sent'), code(0));
  const { client, time } = clientOf(lost);
  await expect(time.run(callAction(client, request))).rejects.toMatchObject({ ambiguous: true, attempts: 1 });
  expect(lost.requests).toHaveLength(1);

  const again = scripted(fails('sent'), code(0));
  const reading = clientOf(again);
  const called = callAction(reading.client, { ...request, idempotency: 'read' });
  expect((await reading.time.run(called)).meta.attempts).toBe(2);
});

test('an error is an ApiError with its code, category and advice', async () => {
  const { client, time } = clientOf(scripted(code(4100, 'no')));
  await expect(
    time.run(callAction(client, { service: 'cbs', action: 'DescribeCbsStorages' })),
  ).rejects.toMatchObject({ name: 'ApiError', code: 4100, category: 'authentication', serviceMessage: 'no' });
});

test('what is wrong is refused by name, and nothing is sent', async () => {
  expect(await problemsOf({ service: 'cbs' })).toEqual(['action is required']);
  expect(await problemsOf({})).toEqual(['service is required', 'action is required']);
  expect(await problemsOf(undefined)).toEqual(['request must be a plain object; received undefined']);
  expect(await problemsOf({ service: 'c/bs', action: 'A B', idempotency: 'never' })).toEqual([
    'service must be a name such as cvm or StopInstances; received a string of length 4, "c/bs"',
    'action must be a name such as cvm or StopInstances; received a string of length 3, "A B"',
    'idempotency must be one of read, idempotent, once; received a string of length 5, "never"',
  ]);
  expect(await problemsOf({ service: 'cbs', action: 'A', version: '2017-03-12' })).toEqual([
    "version 2017-03-12 is not one of this client's API: use a client of @qcvm/client/v3",
  ]);
  expect(await problemsOf({ service: 'cbs', action: 'A' }, {})).toEqual([
    'client must be a client returned by createCvm or createClient; received a plain object',
  ]);
  expect(await problemsOf({ service: 'cbs', action: 'A', parameters: { ids: [] } })).toEqual([
    'ids must not be empty: it has no form on the wire; received a list of length 0',
  ]);
  expect(
    await problemsOf({ service: 'cbs', action: 'A', parameters: { Filters: [{ name: 'zone' }] } }),
  ).toEqual([
    'Filters[0] must have values: with a name alone a filter lets everything pass; received a plain object',
  ]);
  const parameters = { Region: 'ap-beijing', Nonce: 1, Token: 'a-token-of-another' };
  expect(await problemsOf({ service: 'cbs', action: 'A', parameters })).toEqual([
    'Region must not be a parameter of the Action: use the option region; received a string of length 10, "ap-beijing"',
    'Nonce must not be a parameter of the Action: it is set for each request; received a string of length 1, "1"',
    'Token must not be a parameter of the Action: it is set for each request; received a string',
  ]);
  expect(await problemsOf({ service: 'cbs', action: 'A', parameters: { 'a b': 1 } })).toEqual([
    '"a b" must not have a name with spaces or punctuation in it; received the number 1',
  ]);
});

test('a client whose endpoint is the host of one service calls no other there: nothing is sent', async () => {
  const service = scripted(code(0), code(0));
  const calls = async (endpoint: string, name: string): Promise<unknown> => {
    const { time } = clientOf(service);
    const client = createClient(
      {},
      { region: 'ap-guangzhou', credentials, transport: service, runtime: time.runtime(), endpoint },
    );
    return time.run(callAction(client, { service: name, action: 'DescribeImages' }));
  };
  await expect(calls('https://cvm.api.qcloud.com', 'image')).rejects.toMatchObject({
    name: 'ValidationError',
    message: expect.stringContaining(
      'service must be cvm, as the endpoint is the host of that: use https://image.api.qcloud.com',
    ),
  });
  expect(service.requests).toHaveLength(0);
  await calls('https://image.api.qcloud.com', 'image');
  await calls('https://gateway.example', 'image');
  expect(service.requests.map(({ url }) => new URL(url).host)).toEqual([
    'image.api.qcloud.com',
    'gateway.example',
  ]);
});
