import type { Instance } from '@qcvm/client';
import { instanceStatus } from '@qcvm/client';
import Table from 'cli-table3';
import type { Outcomes } from './outcomes.js';

const statusNames = new Map<number | string, string>(
  Object.entries(instanceStatus).map(([name, value]) => [value, name]),
);

/** A status as its number and name: `2 running`. */
export const statusText = (status: number | string): string =>
  `${status} ${statusNames.get(status) ?? 'in maintenance'}`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  // Without lines between rows.
  const chars = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };
  const made = new Table({ chars, head: [...head], style: { head: [], border: [] } });
  made.push(...rows.map((row) => [...row]));
  return made.toString();
};

/** A page of the fleet. */
export const fleetTable = (instances: readonly Instance[]): string =>
  table(
    ['unInstanceId', 'instanceName', 'lanIp', 'status'],
    instances.map(({ unInstanceId, instanceName = '', lanIp = '', status }) => [
      unInstanceId,
      instanceName,
      lanIp,
      statusText(status),
    ]),
  );

/** The results of all instances. */
export const outcomeTable = (outcomes: Outcomes): string =>
  table(
    ['instance', 'outcome', 'request id', 'reason'],
    outcomes.entries().map(([id, { state, requestId = '', reason = '' }]) => [id, state, requestId, reason]),
  );

/** A heading, underlined. */
export const heading = (text: string): void => console.log(`\n${text}\n${'─'.repeat(text.length)}`);
