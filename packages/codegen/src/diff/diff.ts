import { clientFiles } from '../client-files.js';
import type { Service } from '../model/service.js';
import { checkFiles, readService } from '../read-service.js';
import type { ServiceFiles } from '../read-service.js';
import type { Change } from './facts/change.js';
import { compareApis } from './compare.js';
import { diffOf } from './report.js';
import type { Diff } from './report.js';

/** What is generated for a service, as one text. */
const generatedText = (service: Service): string =>
  clientFiles(service, [])
    .map(({ text }) => text)
    .join('\n');

/** What has changed where no rule finds anything and yet other code is generated: the order of some things. */
const words = (service: string): Change => ({
  effect: 'patch',
  kind: 'words',
  subject: service,
  message: 'What is generated is in another order.',
  actions: [],
});

/** What has changed between two versions of a service, as read from its specs. */
export function diffServices(before: Service, after: Service): Diff {
  if (before.name !== after.name)
    throw new Error(`These describe two services, ${before.name} and ${after.name}: give one of them twice.`);
  const changes = compareApis(before, after);
  const about = { name: after.name, from: before.version, to: after.version };
  if (changes.length === 0 && generatedText(before) !== generatedText(after))
    return diffOf(about, [words(after.name)]);
  return diffOf(about, changes);
}

/**
 * What has changed between two descriptions of a service, and what that is to programs that use the generated client:
 *
 * - `major`: a program that compiled and worked must be changed;
 * - `minor`: there is something new, or something to know;
 * - `patch`: types and calls are the same; comments, quotas or hosts are others.
 *
 * Each change is there, regardless of other changes. Where nothing has, the generated code is the same.
 *
 * @throws SpecError with everything that is wrong with the files; Error where they describe different services; TypeError for a
 *   wrong argument.
 */
export function diff(before: ServiceFiles, after: ServiceFiles): Diff {
  checkFiles(before, 'before');
  checkFiles(after, 'after');
  return diffServices(readService(before), readService(after));
}
