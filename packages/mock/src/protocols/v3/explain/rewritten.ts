/** The same JSON as other writers write it: what a body may have been when it was signed. */
export function rewritten(body: string): ReadonlySet<string> {
  let value: unknown;
  try {
    value = JSON.parse(body) as unknown;
  } catch {
    return new Set();
  }
  const compact = JSON.stringify(value);
  const spaced = JSON.stringify(value, null, 1)
    .replace(/\n\s*/g, '')
    .replace(/,(?=["{[\d-tfn])/g, ', ');
  const python = written(value, { comma: ', ', colon: ': ', names: Object.keys });
  const sorted = written(value, { comma: ',', colon: ':', names: (object) => Object.keys(object).sort() });
  const texts = [compact, spaced, python, escaped(compact), escaped(python), sorted];
  const all = new Set([...texts, JSON.stringify(value, null, 2)]);
  all.delete(body);
  return all;
}

/** JSON in ASCII. */
const escaped = (text: string): string =>
  text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

interface Writing {
  readonly comma: string;
  readonly colon: string;
  readonly names: (object: object) => readonly string[];
}

function written(value: unknown, writing: Writing): string {
  const { comma, colon, names } = writing;
  if (Array.isArray(value)) return `[${value.map((item) => written(item, writing)).join(comma)}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const of = value as Readonly<Record<string, unknown>>;
  const fields = names(of).map((name) => `${JSON.stringify(name)}${colon}${written(of[name], writing)}`);
  return `{${fields.join(comma)}}`;
}
