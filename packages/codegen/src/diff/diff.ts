import { clientFiles } from '../client-files.js';
import type { Service } from '../model/service.js';
import { readService } from '../read-service.js';
import type { ServiceFiles } from '../read-service.js';
import type { Change } from './change.js';
import { compareApis } from './compare.js';
import { diffOf } from './report.js';
import type { Diff } from './report.js';

/** What is generated for a service, as one text. */
const generatedText = (service: Service): string =>
  clientFiles(service, [])
    .map(({ text }) => text)
    .join('\n');

/** What has changed where no rule finds anything and yet other code is generated: words, limits of the service, its hosts. */
const words = (action: string): Change => ({
  effect: 'patch',
  kind: 'words',
  subject: action,
  message: 'Comments, limits or hosts are others; types are the same.',
  actions: [],
});

/** Every call names the version: the vendor may answer another one in another way, though the types are the same. */
const version = (name: string, { from, to }: { readonly from: string; readonly to: string }): Change => ({
  effect: 'minor',
  kind: 'behaviour',
  subject: name,
  message: `Calls name version ${to} of the API now, no longer ${from}.`,
  actions: [],
});

/** What has changed between two versions of a service, as read from its specs. */
export function diffServices(before: Service, after: Service): Diff {
  if (before.name !== after.name)
    throw new Error(`These describe two services, ${before.name} and ${after.name}: give one of them twice.`);
  const changes = compareApis(before, after);
  const about = { name: after.name, from: before.version, to: after.version };
  if (about.from !== about.to) return diffOf(about, [...changes, version(about.name, about)]);
  if (changes.length === 0 && generatedText(before) !== generatedText(after))
    return diffOf(about, [words(after.name)]);
  return diffOf(about, changes);
}

/**
 * What has changed between two descriptions of a service, and what that is to programs that use the generated client:
 *
 * - `major`: a program that compiled and worked must be changed;
 * - `minor`: there is something new, or something to know;
 * - `patch`: types are the same; only what is known of them, comments, limits or hosts are others.
 *
 * Where nothing has changed, the generated code is the same.
 *
 * @throws SpecError with everything that is wrong with the files; Error where they describe different services.
 */
export function diff(before: ServiceFiles, after: ServiceFiles): Diff {
  return diffServices(readService(before), readService(after));
}
