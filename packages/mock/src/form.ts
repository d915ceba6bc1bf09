/** Reads `application/x-www-form-urlencoded` text, a query string or a form body, as the service does. */
export interface Form {
  /** By name as sent; of a name that occurs twice, the last value. Has no prototype: any name is safe. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Names that occur more than once. */
  readonly duplicates: readonly string[];
  /** Names whose name or value is not percent-encoded UTF-8; what could not be decoded stands there as it was. */
  readonly malformed: readonly string[];
}

/** The parameters of a request: of a POST those in its body, else those in its query. They are never mixed. */
export const formOf = (call: {
  readonly method: string;
  readonly query: string;
  readonly body: string;
}): Form => readForm(call.method === 'POST' ? call.body : call.query);

const nothing: readonly string[] = [];

export function readForm(text: string): Form {
  const parameters = Object.create(null) as Record<string, string>;
  let duplicates: string[] | undefined;
  let malformed: string[] | undefined;
  let start = 0;
  while (start < text.length) {
    let end = text.indexOf('&', start);
    if (end === -1) end = text.length;
    if (end > start) {
      const pair = text.slice(start, end);
      const equals = pair.indexOf('=');
      const name = decode(equals === -1 ? pair : pair.slice(0, equals));
      const value = decode(equals === -1 ? '' : pair.slice(equals + 1));
      if (name.text in parameters) (duplicates ??= []).push(name.text);
      if (name.broken || value.broken) (malformed ??= []).push(name.text);
      parameters[name.text] = value.text;
    }
    start = end + 1;
  }
  return { parameters, duplicates: duplicates ?? nothing, malformed: malformed ?? nothing };
}

interface Decoded {
  readonly text: string;
  readonly broken: boolean;
}

function decode(encoded: string): Decoded {
  if (!encoded.includes('%') && !encoded.includes('+')) return { text: encoded, broken: false };
  const spaced = encoded.replaceAll('+', ' ');
  try {
    return { text: decodeURIComponent(spaced), broken: false };
  } catch {
    return { text: spaced, broken: true };
  }
}
