import { root } from '../repository.js';
import { obstacles, publishCheckout } from './publish-checkout.js';

/** Publishes this repository's packages. Only the release workflow can: it alone can prove where they come from. */
export async function publish(say: (text: string) => void): Promise<boolean> {
  const { GITHUB_SERVER_URL: server = 'https://github.com', GITHUB_REPOSITORY: repository } = process.env;
  const reasons = await obstacles(root);
  if (process.env['ACTIONS_ID_TOKEN_REQUEST_URL'] === undefined || repository === undefined)
    reasons.push(
      'Packages are published by the release workflow, which alone can prove where they come from. ' +
        'To see what it would do: npm run release -- --dry-run',
    );
  for (const reason of reasons) say(reason);
  if (reasons.length > 0 || repository === undefined) return false;
  const published = await publishCheckout(say, {
    checkout: root,
    place: { server, repository },
    npmOptions: ['--provenance'],
  });
  return published !== undefined;
}
