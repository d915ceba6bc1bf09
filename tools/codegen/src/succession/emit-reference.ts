import { page } from '../emit/text/files.js';
import type { GeneratedFile } from '@qcvm/codegen/toolkit';
import { inlineCode, listed, table } from '../emit/reference/markdown.js';
import type { Carried, Parameter, Result, Succession, Sure } from './model.js';

const sureInWords: Readonly<Record<Sure, string>> = {
  vendor: "the vendor's table",
  evident: 'evident',
  inferred: 'inferred',
};

const sure = ({ sure: how }: { readonly sure?: Sure }): string => (how === undefined ? '' : sureInWords[how]);

function carriedRows({ service, carried, elsewhere, to }: Succession): string[][] {
  const rows: [string, string[]][] = [
    ...carried.map((each): [string, string[]] => [
      each.action,
      [
        `**[${each.action}](#${service}-${each.action.toLowerCase()})**`,
        `${each.by} of ${to.service} ${to.version}`,
        'carried',
        sure(each),
        each.note ?? '',
      ],
    ]),
    ...elsewhere.map((each): [string, string[]] => [
      each.action,
      [
        each.action,
        listed(each.to.map(({ action, service: where, version }) => `${action} of ${where} ${version}`)),
        each.to.length === 0 ? 'no counterpart' : 'call it yourself',
        sure(each),
        each.note ?? '',
      ],
    ]),
  ];
  return rows.sort(([left], [right]) => (left < right ? -1 : 1)).map(([, row]) => row);
}

function parameterRow({ name, to, filters, values, dropped, note, ...row }: Parameter): string[] {
  const pairs =
    typeof values === 'object'
      ? values.map(({ old, new: word }) => `${old}: ${inlineCode(word)}`).join(', ')
      : '';
  const where =
    dropped !== undefined
      ? 'left out'
      : filters !== undefined
        ? `filter ${listed(filters.map(inlineCode))}`
        : inlineCode(to ?? '');
  return [
    inlineCode(name),
    where,
    typeof values === 'string' ? `see [${values}](#${values.toLowerCase()})` : pairs,
    sure(row),
    dropped ?? note ?? '',
  ];
}

const makings: Readonly<Record<string, string>> = {
  first: 'the first of them',
  list: 'the list',
  region: 'the region of the call',
  'china-time': 'in China time',
  'zone-id': 'its number',
  'zone-name': 'its name for people',
  flag: 'true is 1',
  batch: 'a result for each id',
  items: 'the items below',
};

function resultRow({ name, from, as, values, none, absent, note, ...row }: Result): string[] {
  const how = [
    as && makings[as],
    values && `see [${values}](#${values.toLowerCase()})`,
    none !== undefined && `without it ${inlineCode(none)}`,
  ].filter(Boolean);
  return [
    inlineCode(name),
    absent === undefined ? (from === undefined ? '' : inlineCode(from)) : 'absent',
    how.join('; '),
    absent === undefined ? sure(row) : 'no counterpart',
    absent ?? note ?? '',
  ];
}

function operationSection({ service }: Succession, carried: Carried): string[] {
  const { action, by, parameters, results, items } = carried;
  const headings = ['API 2.0', 'API 3.0', 'How', 'Sure', ''];
  return [
    `<a id="${service}-${action.toLowerCase()}"></a>\n\n### ${action}`,
    `Carried by ${by}.`,
    table(['Parameter of 2.0', 'API 3.0', 'Values', 'Sure', ''], parameters.map(parameterRow)),
    table(headings, results.map(resultRow)),
    ...(items.length === 0 ? [] : ['Each item:', table(headings, items.map(resultRow))]),
  ];
}

function valueSections({ values }: Succession): string[] {
  return values.flatMap(({ name, rows, none, otherwise }) => [
    `<a id="${name.toLowerCase()}"></a>\n\n### Values: ${name}`,
    table(
      ['API 2.0', 'API 3.0', 'Sure', ''],
      [
        ...rows.map((row) => [
          String(row.old),
          inlineCode(row.new),
          sure(row),
          [row.note, row.use === 'results' && 'Cannot be asked for.'].filter(Boolean).join(' '),
        ]),
        ...none.map(({ old, instead }) => [String(old), 'none', '', instead]),
        ...(otherwise === undefined ? [] : [[String(otherwise), 'any other', sureInWords.inferred, '']]),
      ],
    ),
  ]);
}

function errorSection({ errors }: Succession): string[] {
  if (errors.length === 0) return [];
  return [
    '### Error codes',
    'The code of API 3.0 stays in the message, and is the `cause` of the error. One that has no row is handed on as it is. After a call that changes something, a code that leaves open what was done, or that the vendor does not list for the Action, makes the error `ambiguous`: the bridge gives no answer then.',
    table(
      ['API 3.0', 'API 2.0', '`codeDesc`', 'About', 'Sure'],
      errors.map((row) => [
        row.words.map(inlineCode).join(', '),
        `${row.code}${row.named === undefined ? '' : `, or ${row.named} where the message names resources`}`,
        row.codeDesc === undefined ? '' : inlineCode(row.codeDesc),
        row.each === true ? 'some of the resources' : 'the call',
        sure(row),
      ]),
    ),
  ];
}

function regionSection({ regions }: Succession): string[] {
  if (regions.length === 0) return [];
  return [
    '### Short regions',
    'Beside those of [API 2.0](README.md#regions):',
    table(
      ['Short', 'Region', 'Sure', ''],
      regions.map((row) => [inlineCode(row.short), inlineCode(row.region), sure(row), row.note ?? '']),
    ),
  ];
}

/** `docs/reference/succession.md`: what became of every operation of API 2.0. */
export function emitReference(successions: readonly Succession[]): GeneratedFile {
  const sections = successions.flatMap((succession) => [
    `## ${succession.service}`,
    table(['API 2.0', 'API 3.0', '', 'Sure', ''], carriedRows(succession)),
    ...succession.carried.flatMap((each) => operationSection(succession, each)),
    ...valueSections(succession),
    ...errorSection(succession),
    ...regionSection(succession),
  ]);
  return page(
    'docs/reference/succession.md',
    successions.map(({ spec }) => spec),
    [
      '# From API 2.0 to API 3.0',
      'What became of the operations of API 2.0. One that is *carried* is called as before, with `api: v3()`; ' +
        'for the others the client names what API 3.0 has: see [From API 2.0 to 3.0](../guide/9-from-api-2.0-to-3.0.md).',
      "How sure a row is: in *the vendor's table* of succession; *evident* from names and documentation of both; *inferred*, " +
        'our judgement, because no page says it.',
      ...sections,
    ],
  );
}
