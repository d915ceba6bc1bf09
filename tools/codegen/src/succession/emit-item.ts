import { Code, literal } from '@qcvm/codegen/toolkit';
import type { LiteralObject } from '@qcvm/codegen/toolkit';
import type { Carried, Result } from './model.js';

/** How the items of a list are made: code, as items come by the hundred, and a table would be gone through for each. */
export interface ItemCode {
  /** The function that makes one. */
  readonly name: string;
  /** Every name that it reads of an item. */
  readonly reads: readonly string[];
  /** What the file must have: constants, and the helpers that they use. */
  readonly blocks: readonly string[];
  readonly helpers: readonly string[];
}

/** `item.Placement?.Zone`. */
const wayTo = (from: string): string =>
  from
    .split('.')
    .map((step, index) => {
      const isNumber = /^\d+$/.test(step);
      if (index === 0) return `item.${step}`;
      return isNumber ? `?.[${step}]` : `?.${step}`;
    })
    .join('');

/** Helpers of `item.ts`, by what a row says. */
const makers: Readonly<Record<string, (way: string) => string>> = {
  first: (way) => `firstOf(${way})`,
  list: (way) => `listOf(${way})`,
  'china-time': (way) => `chinaTime(${way})`,
  flag: (way) => `flagOf(${way})`,
  'zone-id': (way) => `zones?.byKey.get(${way})?.id`,
  'zone-name': (way) => `zones?.byKey.get(${way})?.name`,
};

function expression({ from = '', as, values, none }: Result): string {
  if (as === 'region') return 'region';
  const way = wayTo(from);
  const made = values === undefined ? (makers[as ?? '']?.(way) ?? way) : `numberOf(${way}, ${values}Values)`;
  return none === undefined ? made : `isNone(${way}) ? ${JSON.stringify(none)} : ${made}`;
}

const written = (rows: readonly Result[]): LiteralObject =>
  Object.fromEntries(rows.map((row) => [row.name, new Code(expression(row).replace(/"([^"']*)"/g, "'$1'"))]));

/** The code for the items of a list. */
export function itemCode(
  { action, by, items }: Pick<Carried, 'action' | 'by' | 'items'>,
  listed: string,
): ItemCode {
  const rows = items.filter(({ absent }) => absent === undefined);
  const own = rows.filter(({ name }) => !name.includes('.'));
  const inner = new Map<string, Result[]>();
  for (const row of rows) {
    const [outer = '', ...rest] = row.name.split('.');
    if (rest.length > 0) inner.set(outer, [...(inner.get(outer) ?? []), { ...row, name: rest.join('.') }]);
  }
  const name = `${action.charAt(0).toLowerCase()}${action.slice(1)}Item`;
  const type = `Types.${by}Output[${JSON.stringify(listed).replaceAll('"', "'")}][number]`;
  const objects = [...inner].map(([outer, fields]) => {
    const constant = `${outer}Of`;
    return {
      outer,
      constant,
      block: literal(written(fields), {
        before: `const ${constant} = (item: Item): Fields | undefined => within(`,
        after: ');',
      }),
    };
  });
  const all: LiteralObject = {
    ...written(own),
    ...Object.fromEntries(objects.map(({ outer, constant }) => [outer, new Code(`${constant}(item)`)])),
  };
  const blocks = [
    `type Item = ${type};`,
    ...objects.map(({ block }) => block),
    literal(all, {
      before: `/** An item of ${action} as API 2.0 shows it. */\nconst ${name}: MakeItem = (item: Item, { region, zones }) => present(`,
      after: ');',
    }),
  ];
  const text = blocks.join('\n');
  const helpers = ['chinaTime', 'firstOf', 'flagOf', 'isNone', 'listOf', 'numberOf', 'present', 'within'];
  return {
    name,
    reads: [...new Set(rows.flatMap(({ from }) => from?.split('.') ?? []))]
      .filter((step) => !/^\d+$/.test(step))
      .sort(),
    blocks,
    helpers: helpers.filter((helper) => text.includes(`${helper}(`)),
  };
}
