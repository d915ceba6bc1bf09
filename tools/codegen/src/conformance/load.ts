import { Spec, byCodeUnits, compileDialect, defined, didYouMean } from '@qcvm/codegen/toolkit';
import type { Cursor, Literal, LiteralObject } from '@qcvm/codegen/toolkit';
import { schemaOf } from '../load/schema.js';

const schemaPath = 'conformance/schema.json';

/** What is asked of endpoints, and the schema of it, below the specs directory. */
export const isConformancePath = (path: string): boolean =>
  /^conformance\/[23]\.0\.yaml$/.test(path) || path === schemaPath;

/** One thing that the documentation says of the service. */
export interface Check {
  readonly id: string;
  readonly title: string;
  readonly meaning: string;
  /** The address of the page. */
  readonly source: string;
  readonly onlyWith?: string;
  /** Nothing where a program has to be written for it. */
  readonly requests?: readonly {
    readonly what?: string;
    readonly asked: LiteralObject;
    readonly answers: readonly (number | string)[];
  }[];
  readonly note?: string;
}

/** What is asked of the endpoints of one generation of the API. */
export interface Conformance {
  readonly api: string;
  readonly checks: readonly Check[];
  /** The spec that says so. */
  readonly spec: string;
}

const answersOf = (at: Cursor | undefined): (number | string)[] | undefined =>
  at &&
  [at.value].flat().flatMap((code) => (typeof code === 'number' || typeof code === 'string' ? code : []));

/** A value with the names of objects in one order, however the spec has them. */
const plain = (at: Cursor): Literal =>
  Array.isArray(at.value)
    ? at.items().map(plain)
    : at.isObject
      ? Object.fromEntries(at.entries().map(([name, each]) => [name, plain(each)]))
      : (at.value as Literal);

function requestOf(at: Cursor, check: Cursor, what?: string) {
  const { answer: _answer, ...asked } = plain(at) as LiteralObject;
  const answers = answersOf(at.get('answer') ?? check.get('answer')) ?? [];
  return { ...defined({ what }), asked, answers };
}

function checkOf(at: Cursor, pages: Cursor | undefined): Check {
  const [request, requests] = [at.get('request'), at.get('requests')];
  const text = (name: string): string => at.text(name) ?? '';
  return {
    id: text('id'),
    title: text('title'),
    meaning: text('meaning'),
    source: pages?.text(text('source')) ?? '',
    ...defined({
      onlyWith: at.text('onlyWith'),
      requests: request
        ? [requestOf(request, at)]
        : requests?.entries().map(([what, each]) => requestOf(each, at, what)),
      note: at.text('note'),
    }),
  };
}

/** That no check is there twice, and that each names a page. */
function checkNames(spec: Spec, root: Cursor): void {
  const seen = new Set<string>();
  const pages = root.get('pages')?.names() ?? [];
  for (const at of root.get('checks')?.items() ?? []) {
    const [id = '', source = ''] = [at.text('id'), at.text('source')];
    if (seen.has(id))
      spec.report(at, { what: `there is a check "${id}" already`, remedy: 'name it otherwise' });
    seen.add(id);
    const page = at.get('source');
    if (page && !pages.includes(source))
      spec.report(page, {
        what: `there is no page "${source}"`,
        remedy: didYouMean(source, pages, 'add it to `pages`'),
      });
  }
}

/**
 * Reads and checks what is asked of endpoints.
 *
 * @throws SpecError with every problem that was found.
 */
export function loadConformance({
  texts,
  shownAs,
}: {
  /** The texts of the specs, by their path below the specs directory. */
  readonly texts: ReadonlyMap<string, string>;
  readonly shownAs?: ((path: string) => string) | undefined;
}): Conformance[] {
  const paths = [...texts.keys()].filter((path) => isConformancePath(path) && path !== schemaPath);
  if (paths.length === 0) return [];
  const spec = new Spec(new Map(paths.map((path) => [path, texts.get(path) ?? ''])), shownAs);
  spec.refuse();
  const check = compileDialect(schemaOf({ texts, path: schemaPath, shownAs }));
  const read = paths.sort(byCodeUnits).flatMap((path) => {
    const root = spec.root(path);
    if (!root) return [];
    check(spec, root);
    checkNames(spec, root);
    const items = root.get('checks')?.items() ?? [];
    const checks = items.map((at) => checkOf(at, root.get('pages')));
    return [{ api: root.text('api') ?? '', checks, spec: `specs/${path}` }];
  });
  spec.refuse();
  return read;
}
