import type { CredentialsProvider } from './credentials.js';
import { fromEnvironment } from './environment.js';
import { own } from '../../model/own.js';
import { CredentialsError, ValidationError } from '../../model/errors/errors.js';
import { checkedLater, checkOptions } from '../../model/option-rules.js';
import { describeProblem } from '../../model/errors/problem.js';
import { fromInstanceMetadata, type InstanceMetadataOptions } from './instance-metadata.node.js';
import { fromProfile, profileRules, type ProfileOptions } from './profile.node.js';

export interface ChainOptions extends ProfileOptions {
  readonly metadata?: InstanceMetadataOptions | false | undefined;
}

/**
 * Asks one provider after the other; the first that has credentials counts.
 *
 * @throws ValidationError when one of them is no function. The provider throws a CredentialsError that says what each of them said.
 */
export function chain(...providers: readonly CredentialsProvider[]): CredentialsProvider {
  if (!providers.every((provider) => typeof provider === 'function'))
    throw new ValidationError([
      describeProblem({
        parameter: 'providers',
        rule: 'type',
        value: providers.find((provider) => typeof provider !== 'function'),
        must: 'must be functions, such as fromEnvironment()',
      }),
    ]);
  return async () => {
    const reasons: string[] = [];
    for (const provider of providers) {
      try {
        return await provider();
      } catch (error) {
        if (!(error instanceof CredentialsError)) throw error;
        reasons.push(error.summary.replace(/^found no credentials: /, ''));
      }
    }
    throw new CredentialsError(`found no credentials: ${reasons.join('; ')}`, {
      advice: 'Pass credentials to the client, or provide them in one of these ways.',
    });
  };
}

/**
 * Environment, then the files of the vendor's tools, then the role of the instance. When the options name a
 * profile, its file comes first: who names one wants that one.
 */
export function defaultChain(given: ChainOptions = {}): CredentialsProvider {
  checkOptions({ ...profileRules, metadata: checkedLater }, given);
  const { metadata = {}, ...rest } = own(given);
  const options = own(rest);
  const sources = [fromEnvironment(options.environment), fromProfile(options)];
  if (options.profile !== undefined) sources.reverse();
  return metadata === false ? chain(...sources) : chain(...sources, fromInstanceMetadata(metadata));
}
