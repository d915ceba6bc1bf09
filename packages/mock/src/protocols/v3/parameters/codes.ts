/** Which of the codes that an Action documents says what is wrong; a common one where none does. */

/** A value is not of the form that its parameter has. */
export function malformedCode(documented: readonly string[], parameter: string): string {
  const resource = parameter.replace(/Ids?$/, '');
  const fitting = documented.filter((code) => code.endsWith('Malformed') && code.includes(resource));
  const own = fitting.find((code) => code.startsWith(`Invalid${resource}`));
  return own ?? fitting[0] ?? 'InvalidParameterValue';
}

/** A list is longer than its parameter takes. */
export const tooManyCode = (documented: readonly string[], parameter: string): string =>
  documented.find((code) => parameter === 'Filters' && code === 'InvalidFilterValue.LimitExceeded') ??
  documented.find((code) => code === 'InvalidParameterValue.LimitExceeded') ??
  'InvalidParameterValue';

/** A text is longer than its parameter takes. */
export function tooLongCode(documented: readonly string[], parameter: string): string {
  const own = documented.find(
    (code) => code === `Invalid${parameter}.TooLong` || code === `Invalid${parameter}TooLong`,
  );
  return own ?? 'InvalidParameterValue';
}

/** A number is out of range. */
export const rangeCode = (documented: readonly string[]): string =>
  documented.find((code) => code === 'InvalidParameterValue.Range') ?? 'InvalidParameterValue';

/** Two parameters exclude each other. */
export const togetherCode = (documented: readonly string[], one: string, other: string): string =>
  documented.find((code) => code.includes('Coexist') && code.includes(one) && code.includes(other)) ??
  documented.find((code) => code === 'InvalidParameterCombination') ??
  'InvalidParameter';
