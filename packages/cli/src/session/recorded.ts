import type { Transport } from '@qcvm/client';
import type { CommandDescriptor } from '../command.js';
import type { Api } from '../configuration/api.js';
import type { Settings } from '../configuration/settings.js';
import { apiFor, connectFor, methodOf } from './connect.js';
import type { Context } from './context.js';

/** A request as it would be sent. */
export interface RecordedRequest {
  readonly action: string;
  readonly region: string;
  /** Over API 2.0 by their names on the wire, Action and Region among them. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What is called, and where. */
interface Call {
  readonly settings: Settings;
  readonly region: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What a call would send. */
export async function requestOf(
  context: Context,
  command: CommandDescriptor,
  call: Call,
): Promise<RecordedRequest> {
  if (apiFor(call.settings, command) === '3.0') return recordedRequest(context, command, call);
  const { flatten } = await import('@qcvm/client/wire');
  const { action } = command;
  const { region, input } = call;
  return { action, region, parameters: { Action: action, Region: region, ...flatten(input) } };
}

/** A request as it is shown: parameter by parameter, or its JSON. */
export const requestText = (api: Api, { action, region, parameters }: RecordedRequest): string =>
  api === '3.0'
    ? `X-TC-Action: ${action}\nX-TC-Region: ${region}\n${JSON.stringify(parameters, null, 2)}`
    : Object.entries(parameters)
        .map(([name, value]) => `${name}=${String(value)}`)
        .join('\n');

/**
 * What a call would send over API 3.0: it is made, but for the sending.
 *
 * @throws What the call throws before it sends anything.
 */
async function recordedRequest(
  context: Context,
  command: CommandDescriptor,
  about: Call,
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
