/** One field of RFC 4180: quoted when it must be. */
function field(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/**
 * A spreadsheet takes a text that starts like this for a formula, and an instance name is any text that a user
 * typed. Numbers are left alone.
 */
const formula = /^[=+@\t\r]|^-(?!\d+(\.\d+)?$)/;

/** One line, with its line end. */
export const csvLine = (values: readonly string[]): string =>
  `${values.map((value) => field(formula.test(value) ? `'${value}` : value)).join(',')}\r\n`;
