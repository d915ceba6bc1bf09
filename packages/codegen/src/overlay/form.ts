import { Cursor } from '../spec/cursor.js';
import { didYouMean } from '../spec/did-you-mean.js';
import { shown } from '../spec/shown.js';
import type { SaidProblem } from '../spec/spec.js';
import type { YamlFile } from '../spec/yaml-file.js';

/** Notes that something is wrong with a part of the overlay. */
export type Report = (at: Cursor, problem: SaidProblem) => void;

interface Kind {
  readonly called: string;
  readonly is: (value: unknown) => boolean;
  /** What to write instead. */
  readonly remedy: string;
}

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): boolean => typeof value === 'string';

const text = (remedy: string): Kind => ({ called: 'a text', is: isText, remedy });
const object = (remedy: string): Kind => ({ called: 'an object', is: isObject, remedy });

/** The members of an overlay and of its actions. What belongs into `overlay` and `update` depends on more than its kind. */
const members: Readonly<Record<'root' | 'action', Readonly<Record<string, Kind | undefined>>>> = {
  root: {
    overlay: undefined,
    info: object('write "info: { title: …, version: … }"'),
    extends: text('write the name of the file'),
    actions: { called: 'a list', is: Array.isArray, remedy: 'write "- " before each action' },
  },
  action: {
    target: text('write a path such as $.info'),
    description: text('write what it is for'),
    update: undefined,
    remove: { called: 'true or false', is: (value) => typeof value === 'boolean', remedy: 'write true' },
  },
};

/** Whether a value is what it must be; otherwise that is reported. */
function isOfKind(at: Cursor, name: string, { kind, report }: { kind: Kind; report: Report }): boolean {
  if (kind.is(at.value)) return true;
  report(at, {
    what: `${name} is ${shown(at.value ?? null)} and must be ${kind.called}`,
    remedy: kind.remedy,
  });
  return false;
}

/** Every member is known, and of its kind. */
function checkMembers(at: Cursor, kinds: (typeof members)['root'], report: Report): void {
  const names = Object.keys(kinds);
  for (const [name, member] of at.entries()) {
    if (names.includes(name)) {
      const kind = kinds[name];
      if (kind !== undefined) isOfKind(member, `"${name}"`, { kind, report });
      continue;
    }
    const remedy = didYouMean(name, names, `known here: ${names.join(', ')}`);
    report(member, { what: `"${name}" is unknown here`, remedy, part: 'key' });
  }
}

/** What a spec may be called: by its file, or as the import would call it. */
function namesOf(base: YamlFile): string[] {
  const about = new Cursor(base).get('x-qcloud-service');
  const imported = `${about?.text('name') ?? ''}-${about?.text('version') ?? ''}.openapi.json`;
  return [base.name.split(/[/\\]/).at(-1) ?? '', imported];
}

/** The overlay says that it is one, and of this spec. */
function checkHead(root: Cursor, base: YamlFile, report: Report): void {
  const version = root.get('overlay');
  const remedy = 'write "overlay: 1.0.0"';
  if (version === undefined) report(root, { what: '"overlay" is missing', remedy });
  else if (!/^1\.0\.\d+$/.test(root.text('overlay') ?? ''))
    report(version, { what: 'this is no overlay 1.0', remedy });
  const extended = root.text('extends');
  const names = namesOf(base);
  if (extended === undefined || names.includes(extended.split('/').at(-1) ?? '')) return;
  const what = `this overlay does not extend ${base.name}`;
  report(root.get('extends') ?? root, { what, remedy: `write "extends: ./${names[0] ?? ''}"` });
}

/** An action says of something either how it is changed or that it is removed. */
function checkAction(action: Cursor, report: Report): void {
  const remedy = 'write "target: $.info"';
  if (!isOfKind(action, 'this action', { kind: object(remedy), report })) return;
  checkMembers(action, members.action, report);
  const update = action.get('update');
  if (!action.has('target'))
    report(action, { what: 'this action has no target', remedy: 'add "target", a path such as $.info' });
  if (update === undefined && (action.get('remove')?.value ?? false) === false)
    report(action, { what: 'this action does nothing', remedy: 'add "update", or "remove: true"' });
  if (update !== undefined && action.flag('remove')) {
    const what = 'this action removes its target and updates it';
    report(update, { what, remedy: 'leave one of them out, or write two actions', part: 'key' });
  }
}

/**
 * Checks that a document is an overlay (OpenAPI Overlay 1.0) of a spec, and gives its actions. Whatever is misplaced in it is
 * reported: it would otherwise be ignored, and with it perhaps the whole overlay.
 */
export function readActions(root: Cursor, base: YamlFile, report: Report): Cursor[] {
  if (!isOfKind(root, 'this overlay', { kind: object('begin with "overlay: 1.0.0"'), report })) return [];
  checkHead(root, base, report);
  checkMembers(root, members.root, report);
  const actions = root.get('actions');
  // An unknown member may be them, misspelt.
  if (actions === undefined && root.names().every((name) => Object.hasOwn(members.root, name))) {
    const remedy = 'add it, a list of objects with "target" and "update"';
    report(root, { what: '"actions" is missing', remedy });
  } else if (Array.isArray(actions?.value) && actions.value.length === 0) {
    const remedy = 'add one, or leave out the whole overlay';
    report(actions, { what: 'this overlay has no action', remedy });
  }
  const all = actions?.items() ?? [];
  for (const action of all) checkAction(action, report);
  return all;
}
