import { effectOf } from './facts/change.js';
import type { Change, Effect } from './facts/change.js';

/** What has changed between two versions of a service. */
export interface Diff {
  readonly service: string;
  /** The versions that were compared: mostly the same, described at two times. */
  readonly from: string;
  readonly to: string;
  /** The gravest effect of all changes; absent where there are none. */
  readonly effect?: Effect;
  /** The gravest first. */
  readonly changes: readonly Change[];
}

export function diffOf(api: { name: string; from: string; to: string }, changes: readonly Change[]): Diff {
  const effect = effectOf(changes);
  const { name: service, from, to } = api;
  return { service, from, to, ...(effect && { effect }), changes };
}

const titles: Readonly<Record<Effect, string>> = {
  major: 'Programs must be changed (major)',
  minor: 'New, programs work as before (minor)',
  patch: 'No effect on programs (patch)',
};

/** Where a change is met: the Actions, as far as they say more than its subject does. */
function where({ subject, actions }: Change): string {
  const [first, second, third, ...more] = actions.filter((action) => !subject.startsWith(action));
  if (first === undefined) return '';
  const shown = [first, second, third].filter((action) => action !== undefined).join(', ');
  return ` (${shown}${more.length > 0 ? ` and ${more.length} more` : ''})`;
}

const line = (change: Change): string => `- ${change.subject}${where(change)}: ${change.message}`;

/** A diff for people: what users must change first. */
export function reportText({ service, from, to, changes }: Diff): string {
  const name = from === to ? `${service} ${from}` : `${service} ${from} → ${to}`;
  if (changes.length === 0) return `${name}: nothing has changed for users.\n`;
  const parts = (['major', 'minor', 'patch'] as const).flatMap((effect) => {
    const lines = changes.filter((change) => change.effect === effect).map(line);
    return lines.length === 0 ? [] : [`${titles[effect]}: ${lines.length}\n\n${lines.join('\n')}\n`];
  });
  return `${name}\n\n${parts.join('\n')}`;
}

/** How many changes of one kind a changeset lists; the rest is counted. */
const most = 40;

/** The changeset that a diff asks for; nothing where nothing has changed. */
export function changesetText(
  diff: Diff,
  target: { readonly packages: readonly string[]; readonly isStable: boolean },
): string | undefined {
  const { service, to, effect, changes } = diff;
  if (effect === undefined) return undefined;
  // Before 1.0 a version that breaks is a minor one.
  const bump = effect === 'major' && !target.isStable ? 'minor' : effect;
  const listed = (wanted: Effect): string => {
    const found = changes.filter((change) => change.effect === wanted);
    const rest = found.length - most;
    return [...found.slice(0, most).map(line), ...(rest > 0 ? [`- and ${rest} more`] : [])].join('\n');
  };
  const intro = `The vendor has changed the description of ${service} (${to}).`;
  const paragraphs = [
    effect === 'major'
      ? `**Breaking:** ${intro} Programs that use what is listed here must be changed:`
      : intro,
    ...(['major', 'minor', 'patch'] as const).flatMap((each) => {
      const lines = listed(each);
      if (lines === '') return [];
      return each === 'major' ? [lines] : [`${each === 'minor' ? 'New' : 'Also'}:`, lines];
    }),
  ];
  const head = target.packages.map((name) => `'${name}': ${bump}`).join('\n');
  return `---\n${head}\n---\n\n${paragraphs.join('\n\n')}\n`;
}
