import type {
  ListParameter,
  IntegerParameter,
  Parameter,
  ParameterTable,
  StringParameter,
} from '@qcvm/client/descriptors';
import * as fc from 'fast-check';
import { anyText, lengths, requiredIn, validList, validTable, validText, wholeMatch } from './valid.js';

/** A value with one mistake in it; `way` leads from the value to the mistake: nothing, `[3]`, `.ports[1]`. */
interface Mistake {
  readonly value: unknown;
  readonly way: string;
  readonly rule: string;
}

const mistake = (rule: string, values: fc.Arbitrary<unknown>, way = ''): fc.Arbitrary<Mistake> =>
  values.map((value) => ({ value, way, rule }));

function wrongText(parameter: StringParameter): fc.Arbitrary<Mistake>[] {
  const { pattern, values, minLength, maxLength } = parameter;
  const room = { ...parameter, ...(maxLength === undefined ? {} : { maxLength: maxLength - 1 }) };
  const mistakes = [
    mistake('type', fc.constantFrom<unknown>(null, 0, 1, true, [], {}, ['text'])),
    mistake(
      'unicode',
      validText(room).map((text) => `${text}\ud800`),
    ),
  ];
  if (maxLength !== undefined) {
    mistakes.push(mistake('maxLength', anyText(lengths(maxLength + 1, maxLength + 10))));
  }
  if (minLength !== undefined && minLength > 0) {
    mistakes.push(mistake('minLength', anyText({ maxLength: minLength - 1 })));
  }
  const strange = fc
    .tuple(validText(room), fc.constantFrom('!', ' ', '&', '=', '\n', '测'))
    .map((parts) => parts.join(''));
  if (pattern !== undefined) {
    mistakes.push(
      mistake(
        'pattern',
        strange.filter((text) => !wholeMatch(pattern, text)),
      ),
    );
  } else if (values) {
    mistakes.push(
      mistake(
        'values',
        strange.filter((text) => !values.includes(text)),
      ),
    );
  }
  return mistakes;
}

function wrongInteger({ minimum, maximum, values }: IntegerParameter): fc.Arbitrary<Mistake>[] {
  const noInteger = fc.constantFrom<unknown>(
    null,
    '1',
    1.5,
    NaN,
    Infinity,
    -Infinity,
    2 ** 53,
    true,
    false,
    [],
    {},
  );
  const mistakes = [mistake('type', noInteger)];
  if (minimum !== undefined) {
    mistakes.push(mistake('minimum', fc.integer({ min: Number.MIN_SAFE_INTEGER, max: minimum - 1 })));
  }
  if (maximum !== undefined) {
    mistakes.push(mistake('maximum', fc.integer({ min: maximum + 1, max: Number.MAX_SAFE_INTEGER })));
  }
  if (values) {
    const others = fc.integer({ min: minimum ?? -1000, max: maximum ?? 1000 });
    mistakes.push(
      mistake(
        'values',
        others.filter((value) => !values.includes(value)),
      ),
    );
  }
  return mistakes;
}

function wrongList(parameter: ListParameter): fc.Arbitrary<Mistake>[] {
  const { items, maxItems, unique } = parameter;
  const mistakes = [
    mistake('type', fc.constantFrom<unknown>(null, 'one', 1, {}, true)),
    mistake('empty', fc.constant([])),
    ...wrongValue(items).map((wrong) =>
      // With one place left for the item that is wrong.
      fc
        .tuple(
          // A list of one cannot contain another item.
          maxItems === 1
            ? fc.constant<unknown[]>([])
            : validList({
                ...parameter,
                ...(maxItems === undefined ? {} : { maxItems: maxItems - 1 }),
              }),
          fc.nat(),
          wrong,
        )
        .map(([list, nth, { value, way, rule }]) => {
          const index = nth % (list.length + 1);
          return { value: list.toSpliced(index, 0, value), way: `[${index}]${way}`, rule };
        }),
    ),
  ];
  if (maxItems !== undefined) {
    const { maxItems: _any, ...unbounded } = parameter;
    mistakes.push(mistake('maxItems', validList({ ...unbounded, maxItems: maxItems + 1 }, maxItems + 1)));
  }
  if (unique && maxItems !== 1) {
    const shorter = {
      ...parameter,
      ...(maxItems === undefined ? {} : { maxItems: maxItems - 1 }),
    };
    mistakes.push(
      fc.tuple(validList(shorter), fc.nat()).map(([list, nth]) => ({
        value: [...list, list[nth % list.length]],
        way: `[${list.length}]`,
        rule: 'unique',
      })),
    );
  }
  return mistakes;
}

function wrongValue(parameter: Parameter): fc.Arbitrary<Mistake>[] {
  switch (parameter.kind) {
    case 'string':
      return wrongText(parameter);
    case 'integer':
      return wrongInteger(parameter);
    case 'list':
      return wrongList(parameter);
    case 'number':
      return [mistake('type', fc.constantFrom<unknown>('1', true, Number.NaN, Infinity, {}))];
    case 'boolean':
      return [mistake('type', fc.constantFrom<unknown>('true', 0, 1, {}))];
    case 'object':
      return [
        mistake('type', fc.constantFrom<unknown>('one', 1, [])),
        ...(typeof parameter.fields === 'function' ? [] : wrongTable(parameter.fields)),
      ];
  }
}

export function wrongTable(table: ParameterTable): fc.Arbitrary<Mistake>[] {
  const valid = validTable(table);
  const unknownNames = fc.stringMatching(/^[a-z][A-Za-z]{0,12}$/).filter((name) => !(name in table));
  return [
    fc
      .tuple(valid, unknownNames)
      .map(([value, name]) => ({ value: { ...value, [name]: 1 }, way: `.${name}`, rule: 'unknown' })),
    ...requiredIn(table).map((name) =>
      valid.map(({ [name]: _left, ...value }) => ({ value, way: `.${name}`, rule: 'required' })),
    ),
    ...Object.entries(table).flatMap(([name, parameter]) =>
      wrongValue(parameter).map((wrong) =>
        fc.tuple(valid, wrong).map(([value, inner]) => ({
          value: { ...value, [name]: inner.value },
          way: `.${name}${inner.way}`,
          rule: inner.rule,
        })),
      ),
    ),
  ];
}
