import type { ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Cursor } from './cursor.js';
import { didYouMean } from './nearest.js';
import type { Spec } from './spec.js';
import type { Path } from './yaml-file.js';

/** Checks one spec file against the dialect, and reports what does not fit and has not been said. */
export type DialectCheck = (spec: Spec, root: Cursor) => void;

/** What a refusing part of the dialect's schema says of itself. */
interface Refusal {
  readonly description?: unknown;
  readonly properties?: Readonly<Record<string, { readonly description?: unknown }>>;
}

function refusalOf(error: ErrorObject): Refusal {
  const schema: object = error.parentSchema ?? {};
  return schema;
}

function describedBy(schema: { readonly description?: unknown } | undefined, otherwise: string): string {
  return typeof schema?.description === 'string' ? schema.description : otherwise;
}

function pathOf(error: ErrorObject): Path {
  return error.instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : JSON.stringify(value);
}

interface Explained {
  readonly path: Path;
  readonly what: string;
  readonly remedy: string;
  readonly part?: 'key' | 'value';
}

function explainUnknown(error: ErrorObject): Explained {
  const name = String((error.params as { additionalProperty?: unknown }).additionalProperty);
  const known = Object.keys(refusalOf(error).properties ?? {});
  const words = name.startsWith('x-') ? known.filter((each) => each.startsWith('x-')) : known;
  return {
    path: [...pathOf(error), name],
    what: name.startsWith('x-') ? `the x- word "${name}" is unknown here` : `"${name}" is unknown here`,
    remedy: didYouMean(name, words, words.length === 0 ? 'leave it out' : `known here: ${words.join(', ')}`),
    part: 'key',
  };
}

function explain(error: ErrorObject): Explained {
  const path = pathOf(error);
  const refusal = refusalOf(error);
  const { params } = error as { params: Readonly<Record<string, unknown>> };
  if (error.propertyName !== undefined) {
    const what = `the name "${error.propertyName}" is not allowed here`;
    return {
      path: [...path, error.propertyName],
      what,
      remedy: describedBy(refusal, error.message ?? ''),
      part: 'key',
    };
  }
  switch (error.keyword) {
    case 'additionalProperties':
      return explainUnknown(error);
    case 'required': {
      const name = String(params['missingProperty']);
      const remedy = describedBy(refusal.properties?.[name], describedBy(refusal, 'add it'));
      return { path, what: `"${name}" is missing`, remedy, part: 'key' };
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

/** Compiles the dialect's schema, once for all files. */
export function compileDialect(schema: object): DialectCheck {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: false });
  const validate = ajv.compile(schema);
  return (spec, root) => {
    if (validate(root.value)) return;
    for (const error of worthSaying(validate.errors ?? [])) {
      const { path, ...problem } = explain(error);
      const missing = error.keyword === 'required' || error.keyword === 'dependentRequired';
      // Where a reader has said what is wrong, it need not be said again in the schema's words.
      if (missing || !spec.hasProblemAt(root.file, path, problem.part))
        spec.reportAt(root.file, path, problem);
    }
  };
}
