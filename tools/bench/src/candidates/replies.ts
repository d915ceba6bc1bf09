/** What each service answers when it is asked to stop instances: the same for each call, as long as the real one. */
import { instanceIds } from './shared-fleet.js';

export interface Reply {
  readonly contentType: string;
  readonly body: string;
}

const requestId = 'd1e9b2a4-6d0c-4e8b-9f5b-2f1b7c3a9e60';
/** An instance as API 3.0 lists it. */
const instance = (id: string): object => ({
  InstanceId: id,
  InstanceName: 'web',
  InstanceType: 'S5.MEDIUM4',
  InstanceState: 'RUNNING',
  InstanceChargeType: 'POSTPAID_BY_HOUR',
  RestrictState: 'NORMAL',
  Placement: { Zone: 'ap-guangzhou-3', ProjectId: 0 },
  CPU: 2,
  Memory: 4,
  SystemDisk: { DiskType: 'CLOUD_PREMIUM', DiskId: id.replace('ins', 'disk'), DiskSize: 50 },
  DataDisks: [{ DiskType: 'CLOUD_PREMIUM', DiskId: id.replace('ins', 'disk'), DiskSize: 100 }],
  PrivateIpAddresses: ['10.0.0.1'],
  PublicIpAddresses: ['198.51.100.1'],
  InternetAccessible: { InternetChargeType: 'TRAFFIC_POSTPAID_BY_HOUR', InternetMaxBandwidthOut: 5 },
  VirtualPrivateCloud: { VpcId: 'vpc-09dx96dg', SubnetId: 'subnet-09dx96dg', AsVpcGateway: false },
  SecurityGroupIds: ['sg-09dx96dg'],
  LoginSettings: { KeyIds: ['skey-09dx96dg'] },
  ImageId: 'img-09dx96dg',
  OsName: 'Ubuntu Server 24.04 LTS 64bit',
  RenewFlag: null,
  CreatedTime: '2026-01-31T10:48:24Z',
  ExpiredTime: null,
  Uuid: '0ab53883-6d0c-4e8b-9f5b-2f1b7c3a9e60',
  Tags: [{ Key: 'team', Value: 'web' }],
  StopChargingMode: 'NOT_APPLICABLE',
  LatestOperation: 'RunInstances',
  LatestOperationState: 'SUCCESS',
  LatestOperationRequestId: requestId,
});

const json = (value: object): Reply => ({
  contentType: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
});

export const replies = {
  /** Tencent Cloud, API 2.0. */
  qcloud: (count: number): Reply =>
    json({
      code: 0,
      message: '',
      codeDesc: 'Success',
      detail: Object.fromEntries(
        instanceIds(count).map((id, number) => [
          id,
          { code: 0, message: '', requestId: `${180_000 + number}` },
        ]),
      ),
    }),

  /** Tencent Cloud, API 3.0: it says nothing of single instances. */
  tencentcloud: (_count: number): Reply => json({ Response: { RequestId: requestId } }),

  /** The same service, asked for instances. The zones are there for a client that asks for those, once. */
  instances: (count: number): Reply =>
    json({
      Response: {
        TotalCount: count,
        InstanceSet: instanceIds(count).map(instance),
        ZoneSet: [{ Zone: 'ap-guangzhou-3', ZoneId: '100003', ZoneName: 'Guangzhou Zone 3' }],
        RequestId: requestId,
      },
    }),

  alicloud: (count: number): Reply =>
    json({
      RequestId: requestId,
      InstanceResponses: {
        InstanceResponse: instanceIds(count).map((InstanceId) => ({
          InstanceId,
          Code: '200',
          Message: 'success',
          PreviousStatus: 'Running',
          CurrentStatus: 'Stopping',
        })),
      },
    }),

  ec2: (count: number): Reply => {
    const state = (name: string, code: number): string => `<code>${code}</code><name>${name}</name>`;
    const item = (id: string): string =>
      `<item><instanceId>${id}</instanceId><currentState>${state('stopping', 64)}</currentState>` +
      `<previousState>${state('running', 16)}</previousState></item>`;
    return {
      contentType: 'text/xml;charset=UTF-8',
      body:
        '<?xml version="1.0" encoding="UTF-8"?>\n' +
        `<StopInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>${requestId}</requestId>` +
        `<instancesSet>${instanceIds(count).map(item).join('')}</instancesSet></StopInstancesResponse>`,
    };
  },

  /** A short chat completion. */
  openai: (_count: number): Reply =>
    json({
      id: 'chatcmpl-1',
      object: 'chat.completion',
      created: 1_760_000_000,
      model: 'gpt-4o-mini',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: 'Stopped.', refusal: null },
          finish_reason: 'stop',
        },
      ],
      usage: { prompt_tokens: 12, completion_tokens: 2, total_tokens: 14 },
    }),
} as const;

export type Format = keyof typeof replies;
