import type { Transition } from './shape.js';

/** What each batch operation does to an instance: the state table. */
export const transitions: Readonly<Record<string, Transition>> = {
  StopInstances: { resource: 'instance', from: [2], via: 9, to: 4 },
  StartInstances: { resource: 'instance', from: [4], via: 8, to: 2 },
  RestartInstances: { resource: 'instance', from: [2], via: 7, to: 2 },
};

/**
 * The statuses of an instance. Any other value is one of maintenance: the instance runs but cannot be
 * operated on. Source: https://cloud.tencent.com/doc/api/229/831
 */
export const instanceStatus = {
  creationFailed: -1,
  failure: 1,
  running: 2,
  creating: 3,
  shutDown: 4,
  returned: 5,
  returning: 6,
  rebooting: 7,
  starting: 8,
  shuttingDown: 9,
  resettingPassword: 10,
  formatting: 11,
  makingImage: 12,
  settingBandwidth: 13,
  reinstallingSystem: 14,
  bindingDomain: 15,
  unbindingDomain: 16,
  bindingLoadBalancer: 17,
  unbindingLoadBalancer: 18,
  upgrading: 19,
  deliveringKey: 20,
} as const;

export type InstanceStatusName = keyof typeof instanceStatus;

const names = new Map<number, string>(Object.entries(instanceStatus).map(([name, value]) => [value, name]));

/** `running` for 2; `maintenance` for a value that has no name of its own. */
export const statusName = (status: number): string => names.get(status) ?? 'maintenance';

/** `shut down (4)`, for messages. */
export const statusInWords = (status: number): string =>
  `${statusName(status).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)} (${status})`;
