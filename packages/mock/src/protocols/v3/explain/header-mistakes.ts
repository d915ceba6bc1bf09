import { mistake, type Mistake, type Plan, type Request } from './plan.js';

/** What is done wrong with the signed headers as such. */
export function headerMistakes(right: Plan, { headers, host, listed, written }: Request): readonly Mistake[] {
  const asSent = (name: string): string => (name === 'host' ? host : (headers[name] ?? ''));
  return [
    mistake(
      'header-case',
      {
        name: 'header-not-lower-case',
        explanation: 'The values of headers were signed as they are sent, in mixed case.',
        advice: 'Write names and values in lower case in the canonical request.',
      },
      (plan) => ({ ...plan, headers: plan.headers.map(([name]) => [name, asSent(name).trim()] as const) }),
    ),
    ...[right.headers.map(([name]) => name), ...right.headers.map(([name]) => [name])].map((untrimmed) =>
      mistake(
        'header-case',
        {
          name: 'header-not-trimmed',
          explanation: `The values of headers were signed with the spaces around them: ${untrimmed.join(', ')}.`,
          advice: 'Trim the values in the canonical request: no space follows the colon.',
        },
        (plan) => ({
          ...plan,
          headers: plan.headers.map(([name, value]) => [
            name,
            untrimmed.includes(name) ? ` ${value}` : value,
          ]),
        }),
      ),
    ),
    ...orders(listed).map((reorder) =>
      mistake(
        'header-order',
        {
          name: 'headers-not-sorted',
          explanation: 'The signed headers are not in the order of their names.',
          advice: 'Sort them by name, in the canonical request and in SignedHeaders.',
        },
        reorder,
      ),
    ),
    ...otherCases(written).map((rename) =>
      mistake(
        'header-names',
        {
          name: 'header-not-lower-case',
          explanation: 'The names of headers were signed as they are sent, in mixed case.',
          advice: 'Write names in lower case, in the canonical request and in SignedHeaders.',
        },
        rename,
      ),
    ),
    mistake(
      'gap',
      {
        name: 'no-empty-line',
        explanation: 'There is no empty line between the headers and their names.',
        advice: 'Each header ends with a line end, and one more follows the last.',
      },
      (plan) => ({ ...plan, gap: '' }),
    ),
  ];
}

/** Other orders of the signed headers: the lines reversed; where they are not listed in order, the list as it is, and the lines as well. */
function orders(listed: readonly string[]): readonly ((plan: Plan) => Plan)[] {
  const signedHeaders = listed.join(';');
  const place = (name: string): number => listed.indexOf(name);
  const inListedOrder = (plan: Plan): Plan => ({
    ...plan,
    signedHeaders,
    headers: [...plan.headers].sort(([one], [other]) => place(one) - place(other)),
  });
  const isSorted = [...listed].sort().join(';') === signedHeaders;
  return [
    (plan) => ({ ...plan, headers: [...plan.headers].reverse() }),
    ...(isSorted ? [] : [inListedOrder, (plan: Plan): Plan => ({ ...plan, signedHeaders })]),
  ];
}

const capitalised = (name: string): string =>
  name.replace(/(^|-)([a-z])/g, (_, before: string, letter: string) => `${before}${letter.toUpperCase()}`);

/** Names in other cases: as they are listed, or as HTTP libraries write them; in the lines, in the list below them, or in both. */
function otherCases(written: readonly string[]): readonly ((plan: Plan) => Plan)[] {
  const asListed = new Map(written.map((name) => [name.toLowerCase(), name]));
  const cases = [
    ...(written.some((name) => name !== name.toLowerCase())
      ? [(name: string): string => asListed.get(name.toLowerCase()) ?? name]
      : []),
    capitalised,
    (name: string): string => name.toUpperCase(),
  ];
  return cases.flatMap((rename) => {
    const lines = (plan: Plan): Plan => ({
      ...plan,
      headers: plan.headers.map(([name, value]) => [rename(name), value]),
    });
    const list = (plan: Plan): Plan => ({
      ...plan,
      signedHeaders: plan.signedHeaders.split(';').map(rename).join(';'),
    });
    return [(plan: Plan): Plan => list(lines(plan)), lines, list];
  });
}
