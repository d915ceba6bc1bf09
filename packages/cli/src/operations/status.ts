import { commands } from './operation-table.js';

/** Names of statuses as the generated table has them: `shutDown`. */
const names: ReadonlyMap<number, string> = new Map(
  commands
    .find(({ action }) => action === 'DescribeInstances')
    ?.options.find(({ parameter }) => parameter === 'status')
    ?.known?.map(({ value, name }) => [Number(value), name]) ?? [],
);

const spaced = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();

/** `shut down`. A status without a name means maintenance: the instance runs, but cannot be operated on. */
export function statusText(status: number): string {
  const name = names.get(status);
  return name === undefined ? `in maintenance (${status})` : spaced(name);
}
