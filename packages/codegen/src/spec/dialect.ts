import type { ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Cursor } from './cursor.js';
import { didYouMean } from './did-you-mean.js';
import { shown } from './shown.js';
import type { SaidProblem, Spec } from './spec.js';
import type { Path } from './yaml-file.js';

/** Checks one spec file against the dialect, and reports what does not fit and has not been said. */
export type DialectCheck = (spec: Spec, root: Cursor) => void;

/** A part of the dialect's schema, as far as it can say what belongs in its place. */
interface Part {
  readonly description?: unknown;
  readonly $ref?: unknown;
}

/** The part of the dialect's schema that refuses something. */
interface Refusal extends Part {
  readonly properties?: Readonly<Record<string, Part>>;
}

type Definitions = Readonly<Record<string, Part>>;

function refusalOf(error: ErrorObject): Refusal {
  const schema: object = error.parentSchema ?? {};
  return schema;
}

function describedBy(part: Part | undefined, otherwise: string): string {
  return typeof part?.description === 'string' ? part.description : otherwise;
}

/** What belongs into a member that is missing: said in its place, or in the definition that it refers to. */
function missing(refusal: Refusal, name: string, definitions: Definitions): string {
  const part = refusal.properties?.[name];
  const definition =
    typeof part?.$ref === 'string' ? definitions[part.$ref.replace('#/$defs/', '')] : undefined;
  const description = describedBy(part, describedBy(definition, describedBy(refusal, '')));
  return description === '' ? 'add it' : `add it: ${description}`;
}

function pathOf(error: ErrorObject): Path {
  return error.instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

interface Explained {
  readonly path: Path;
  readonly what: string;
  readonly remedy: string;
  readonly part?: 'key' | 'value';
}

function unknownName(found: { path: Path; name: string; known: readonly string[] }): Explained {
  const { path, name, known } = found;
  const isWord = name.startsWith('x-');
  const words = known.filter((each) => each.startsWith('x-') === isWord);
  return {
    path: [...path, name],
    what: isWord ? `the x- word "${name}" is unknown here` : `"${name}" is unknown here`,
    remedy: didYouMean(name, words, words.length === 0 ? 'leave it out' : `known here: ${words.join(', ')}`),
    part: 'key',
  };
}

function explain(error: ErrorObject, definitions: Definitions): Explained {
  const path = pathOf(error);
  const refusal = refusalOf(error);
  const { params } = error as { params: Readonly<Record<string, unknown>> };
  if (error.propertyName !== undefined) {
    const allowed = Array.isArray(params['allowedValues']) ? params['allowedValues'].map(String) : undefined;
    if (allowed !== undefined) return unknownName({ path, name: error.propertyName, known: allowed });
    const what = `the name "${error.propertyName}" is not allowed here`;
    const remedy = describedBy(refusal, error.message ?? 'correct it');
    return { path: [...path, error.propertyName], what, remedy, part: 'key' };
  }
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownName({
        path,
        name: String(params['additionalProperty']),
        known: Object.keys(refusal.properties ?? {}),
      });
    case 'uniqueItems':
      return {
        path: [...path, Math.max(Number(params['i']), Number(params['j']))],
        what: 'this item is there twice',
        remedy: 'leave one of them out',
      };
    case 'required': {
      const name = String(params['missingProperty']);
      return { path, what: `"${name}" is missing`, remedy: missing(refusal, name, definitions), part: 'key' };
    }
    case 'dependentRequired': {
      const { property, missingProperty } = params;
      const what = `"${String(property)}" is there without "${String(missingProperty)}"`;
      return { path: [...path, String(property)], what, remedy: 'add it', part: 'key' };
    }
    case 'enum': {
      const allowed = Array.isArray(params['allowedValues']) ? params['allowedValues'].map(String) : [];
      const what = `${shown(error.data)} is not allowed here`;
      return {
        path,
        what,
        remedy: didYouMean(String(error.data), allowed, `write one of: ${allowed.join(', ')}`),
      };
    }
    case 'const':
      return {
        path,
        what: `${shown(error.data)} is not allowed here`,
        remedy: `write ${JSON.stringify(params['allowedValue'])}`,
      };
    case 'type': {
      const type = Array.isArray(params['type']) ? params['type'].join(' or ') : String(params['type']);
      return {
        path,
        what: `${shown(error.data)} is not of type ${type}`,
        remedy: describedBy(refusal, `write a value of type ${type}`),
      };
    }
    default: {
      const what = `${shown(error.data)} is not allowed here`;
      return { path, what, remedy: describedBy(refusal, error.message ?? 'correct it') };
    }
  }
}

/** Alternatives and conditions only repeat what their parts say, or their parts what they say. */
function worthSaying(errors: readonly ErrorObject[]): ErrorObject[] {
  const alternatives = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  return errors.filter(({ keyword, schemaPath, instancePath }) => {
    if (keyword === 'if' || keyword === 'propertyNames') return false;
    return !alternatives.some(
      (whole) => instancePath.startsWith(whole.instancePath) && schemaPath.startsWith(`${whole.schemaPath}/`),
    );
  });
}

/** Where an overlay has removed what is missing. */
function removalOf(error: ErrorObject, root: Cursor): Cursor | undefined {
  const { missingProperty } = error.params as { readonly missingProperty?: unknown };
  return typeof missingProperty === 'string'
    ? root.at(...pathOf(error))?.removal(missingProperty)
    : undefined;
}

/** What an overlay has removed and the dialect wants. */
const removed = ({ path }: Cursor): SaidProblem => ({
  what: `"${String(path.at(-1))}" is removed, but needed here`,
  remedy: 'keep it, or remove what it belongs to',
});

const compiled = new Map<string, DialectCheck>();

/** Compiles the dialect's schema: once for all files, and for all loads with the same one. */
export function compileDialect(schema: object): DialectCheck {
  const text = JSON.stringify(schema);
  const check = compiled.get(text) ?? compile(schema);
  compiled.set(text, check);
  return check;
}

function compile(schema: object): DialectCheck {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: false });
  const validate = ajv.compile(schema);
  const definitions = '$defs' in schema ? (schema.$defs as Definitions) : {};
  return (spec, root) => {
    if (validate(root.value)) return;
    for (const error of worthSaying(validate.errors ?? [])) {
      const { path, ...problem } = explain(error, definitions);
      // Where a reader has said what is wrong, it need not be said again in the schema's words.
      const isMissing = error.keyword === 'required' || error.keyword === 'dependentRequired';
      if (spec.hasProblem(root.file, path, isMissing ? problem.what : undefined)) continue;
      const removal = removalOf(error, root);
      if (removal === undefined) spec.reportAt(root.file, path, problem);
      else spec.report(removal, removed(removal));
    }
  };
}
