import type { Instance } from '@qcvm/client';
import { hintAt } from '@qcvm/client/internal';
import { usageError } from '../../environment/cli-error.js';
import { commands } from '../../operations/operation-table.js';
import { statusText } from '../../operations/status.js';
import type { RecordColumn } from '../../output/records.js';
import type { FoundInstance } from '../../targets/selection/list-instances.js';
import type { Style } from '../../output/style.js';

const statusPaint =
  (style: Style) =>
  (text: string, { instance }: FoundInstance): string => {
    const status = Number(instance.status);
    if (status === 2) return style.green(text);
    if (status === 4) return style.dim(text);
    return status === -1 || status === 1 ? style.red(text) : style.yellow(text);
  };

/** By names that the types do not know: the service may send more. */
const fieldsOf = (instance: Instance): Readonly<Record<string, unknown>> => ({ ...instance });

const field =
  (name: string) =>
  ({ instance }: FoundInstance): unknown =>
    fieldsOf(instance)[name];

/** The service writes times without their zone, which is always that of China. */
const zone = ' (UTC+8)';

/** The heading of a field that was asked for by name, in a table. */
export const headingOf = (name: string): string =>
  `${name.toUpperCase()}${name.endsWith('Time') ? zone : ''}`;

/** The columns of the table: what an operator looks for first. */
export function tableColumns(style: Style, regions: number): RecordColumn<FoundInstance>[] {
  return [
    ...(regions > 1 ? [{ title: 'REGION', value: ({ region }: FoundInstance) => region }] : []),
    { title: 'ID', value: field('unInstanceId') },
    { title: 'NAME', flexible: true, value: field('instanceName') },
    {
      title: 'STATUS',
      value: ({ instance }) => statusText(Number(instance.status)),
      paint: statusPaint(style),
    },
    { title: 'ZONE', flexible: true, value: field('zoneName'), dispensable: 3 },
    { title: 'PRIVATE IP', value: field('lanIp') },
    { title: 'PUBLIC IP', value: field('wanIpSet'), dispensable: 1 },
    { title: 'CPU', align: 'right', value: field('cpu'), dispensable: 2 },
    { title: 'GB', align: 'right', value: field('mem'), dispensable: 2 },
    { title: `CREATED${zone}`, flexible: true, value: field('createTime'), dispensable: 4 },
  ];
}

const csvFields =
  'unInstanceId instanceName status Region zoneName lanIp wanIpSet cpu mem os createTime deadlineTime projectId instanceId'.split(
    ' ',
  );

/** The columns of a CSV file, by the names of the fields: stable, for programs. */
export const csvColumns = (): RecordColumn<FoundInstance>[] =>
  csvFields.map((name) => ({ title: name, value: field(name) }));

const shape = /^[A-Za-z][A-Za-z0-9.]{0,60}$/;

/** Columns that are asked for by field name: `unInstanceId,diskInfo.rootSize`. */
export function chosenColumns(
  text: string,
  heading: (name: string) => string,
): RecordColumn<FoundInstance>[] {
  const names = text.split(',').map((name) => name.trim());
  const known = commands.find(({ action }) => action === 'DescribeInstances')?.itemFields ?? [];
  return names.map((name) => {
    if (!shape.test(name)) {
      throw usageError(
        `--columns: ${JSON.stringify(name)} is not a field name`,
        'Fields are those of the JSON output, such as unInstanceId,instanceName,diskInfo.rootSize.',
      );
    }
    if (!known.includes(name)) {
      const hint = hintAt(name, known);
      throw usageError(
        `--columns: an instance has no field ${name}`,
        `${hint.charAt(0).toUpperCase()}${hint.slice(1)}`,
      );
    }
    const path = name.split('.');
    return {
      title: heading(name),
      flexible: true,
      value: ({ instance }) =>
        path.reduce<unknown>(
          (value, key) =>
            typeof value === 'object' && value !== null && Object.hasOwn(value, key)
              ? (value as Readonly<Record<string, unknown>>)[key]
              : undefined,
          instance,
        ),
    };
  });
}
