import type { PackedPackage, PackedPackages } from '../packed/pack.js';
import { publishedPackages } from '../repository.js';
import type { PlannedPackage } from './plan.js';

type Say = (text: string) => void;

const heading = (text: string): string => `\n${text}\n${'─'.repeat(text.length)}`;
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

export function tellPlan(
  say: Say,
  { changesets, plan }: { changesets: readonly string[]; plan: readonly PlannedPackage[] },
): void {
  say(heading('Versions'));
  say(
    changesets.length === 0
      ? 'No changesets: the versions stay as they are.'
      : `${changesets.length} changeset(s): ${changesets.join(', ')}`,
  );
  for (const { packageName, from, to } of plan)
    say(`${packageName.padEnd(14)} ${from === to ? from : `${from} → ${to}`}`);
  for (const { packageName, from, to, changelog } of plan)
    if (from !== to) say(`${heading(`Changelog of ${packageName}`)}\n${changelog}`);
}

export function tellPackage(say: Say, { manifest, files, size, unpackedSize }: PackedPackage): void {
  say(heading(`Contents of ${manifest.name}@${manifest.version}`));
  for (const { path, size: bytes } of files) say(`${kilobytes(bytes).padStart(9)}  ${path}`);
  say(`${files.length} files, ${kilobytes(size)} packed, ${kilobytes(unpackedSize)} unpacked`);
}

export function tellPublication(
  say: Say,
  {
    packed,
    problems,
    repository,
  }: { packed: PackedPackages; problems: readonly string[]; repository: string | undefined },
): void {
  say(heading('Checks'));
  say(
    problems.length === 0
      ? 'publint (strict), types for every resolution, versions: right'
      : problems.join('\n'),
  );
  say(heading('What would be published, in this order'));
  for (const name of publishedPackages) {
    const { manifest, integrity } = packed[name];
    say(`${manifest.name}@${manifest.version}  tag latest, access public, with provenance\n  ${integrity}`);
  }
  say(`from ${repository ?? 'the repository that the workflow runs in'}`);
  say(heading('Tags that would be made'));
  for (const name of publishedPackages) say(`${packed[name].manifest.name}@${packed[name].manifest.version}`);
  say('\nA dry run: nothing was written to the repository, and nothing was sent.');
}
