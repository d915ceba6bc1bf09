import { credentialsError, summaryOf, type CredentialsProvider } from './credentials.js';
import { fromEnvironment } from './environment.js';
import { own } from '../../model/own.js';
import { CredentialsError } from '../../model/errors.js';
import { fromInstanceMetadata, type InstanceMetadataOptions } from './instance-metadata.node.js';
import { fromProfile, type ProfileOptions } from './profile.node.js';

export interface ChainOptions extends ProfileOptions {
  readonly metadata?: InstanceMetadataOptions | false | undefined;
}

/**
 * Asks one provider after the other; the first that has credentials counts.
 *
 * @throws CredentialsError that says what each of them said.
 */
export function chain(...providers: readonly CredentialsProvider[]): CredentialsProvider {
  return async () => {
    const reasons: string[] = [];
    for (const provider of providers) {
      try {
        return await provider();
      } catch (error) {
        if (!(error instanceof CredentialsError)) throw error;
        reasons.push(summaryOf(error).replace(/^found no credentials: /, ''));
      }
    }
    throw credentialsError(`found no credentials anywhere: ${reasons.join('; ')}`, {
      advice: 'Pass credentials to the client, or provide them in one of these ways.',
    });
  };
}

/**
 * Environment, then the files of the vendor's tools, then the role of the instance. When the options name a
 * profile, its file comes first: who names one wants that one.
 */
export function defaultChain(given: ChainOptions = {}): CredentialsProvider {
  const options = own(given);
  const { metadata = {} } = options;
  const sources = [fromEnvironment(options.environment), fromProfile(options)];
  if (options.profile !== undefined) sources.reverse();
  return metadata === false ? chain(...sources) : chain(...sources, fromInstanceMetadata(metadata));
}
