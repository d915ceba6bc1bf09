import type { Transport } from '@qcvm/client';
import type { CommandDescriptor } from '../command.js';
import type { Settings } from '../configuration/settings.js';
import { connectFor, methodOf } from './connect.js';
import type { Context } from './context.js';

/** A request of API 3.0 as it would be sent. */
export interface RecordedRequest {
  readonly action: string;
  readonly region: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/**
 * What a call would send over API 3.0: it is made, but for the sending.
 *
 * @throws What the call throws before it sends anything.
 */
export async function recordedRequest(
  context: Context,
  command: CommandDescriptor,
  about: {
    readonly settings: Settings;
    readonly region: string;
    readonly input: Readonly<Record<string, unknown>>;
  },
): Promise<RecordedRequest> {
  const { region, input } = about;
  // Signed in its usual way, a call has its parameters as JSON; what it says is the same in every way.
  const settings = { ...about.settings, signatureMethod: undefined };
  let recorded: RecordedRequest | undefined;
  const transport: Transport = {
    send: async ({ headers, body }) => {
      recorded = {
        action: headers['x-tc-action'] ?? '',
        region: headers['x-tc-region'] ?? '',
        parameters: JSON.parse(body ?? '{}') as Record<string, unknown>,
      };
      throw new Error('only recorded');
    },
  };
  const client = await connectFor(command, context, { settings, region, transport });
  try {
    await methodOf(client, command)(input);
  } catch (error) {
    if (recorded === undefined) throw error;
  }
  if (recorded === undefined) throw new Error('the call has sent nothing');
  return recorded;
}
