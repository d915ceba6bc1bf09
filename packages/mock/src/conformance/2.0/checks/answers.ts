import type { Finding } from '../../check.js';
import { envelopeCheck } from '../../checks.js';
import type { Check } from '../check.js';
import { pages } from '../pages.js';
import type { Asked } from '../request.js';
import { codeOf, type Answer, type SessionV2 } from '../session.js';
import { unknownInstance } from './list.js';

const invalid = 4000;

const failing: readonly (readonly [what: string, asked: Asked])[] = [
  ['an unknown Action', { action: 'DescribeInstance' }],
  // Made of the right one: a fixed text could be part of the key.
  [
    'a wrong signature',
    { signature: (right) => right.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')) },
  ],
  ['a parameter out of range', { parameters: { limit: '101' } }],
];

function envelopeProblem({ status, body, code }: Answer): string | undefined {
  if (status !== 200) return `HTTP ${status}`;
  if (!body) return 'no JSON object';
  if (code === undefined) return 'no code';
  if (typeof body['message'] !== 'string') return 'no message';
  if ('codeDesc' in body && typeof body['codeDesc'] !== 'string') return 'a codeDesc that is no text';
  return undefined;
}

/** What the service says of one instance of a batch. */
export function resultOf(answer: Answer, id: string): Readonly<Record<string, unknown>> | undefined {
  const detail = answer.body?.['detail'];
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail) || !Object.hasOwn(detail, id))
    return undefined;
  const result = (detail as Record<string, unknown>)[id];
  return typeof result === 'object' && result !== null ? (result as Record<string, unknown>) : undefined;
}

/** The form of failures, for a call and for an instance. None of these requests can change anything. */
export const answerChecks: readonly Check[] = [
  {
    id: 'answers/envelope',
    title: 'every failure comes with HTTP 200 and a JSON object with code and message',
    meaning:
      'Clients that read the body only with status 200, as documented, take a refusal for an outage and ask again.',
    source: pages.errors,
    run: envelopeCheck<SessionV2, Asked>(failing, async (session, asked) => {
      const answer = await session.ask(asked);
      const problem = envelopeProblem(answer) ?? (answer.code === 0 ? 'it is accepted' : undefined);
      if (typeof answer.body?.['code'] === 'string') session.note('codes are sent as decimal texts');
      return problem && `${problem} (${answer.inWords})`;
    }),
  },
  {
    id: 'answers/batch-unknown',
    title:
      'a batch of nothing but an id that does not exist is 5100, with the reason under that id in detail',
    meaning: 'A client that stops many instances cannot tell which of them were stopped.',
    source: pages.batch,
    run: async (session): Promise<Finding> => {
      const answer = await session.ask({
        method: 'POST',
        action: 'StopInstances',
        parameters: { 'instanceIds.0': unknownInstance },
      });
      const result = resultOf(answer, unknownInstance);
      const inner = codeOf(result?.['code']);
      const told = result ? `, in detail code ${String(inner)}` : ', nothing about it in detail';
      if (result && inner !== undefined && inner !== 0)
        session.note(`an id that does not exist is refused with ${inner} in detail`);
      return {
        agrees:
          answer.code === 5100 &&
          inner !== undefined &&
          inner !== 0 &&
          typeof result?.['message'] === 'string',
        observed: answer.inWords + told,
      };
    },
  },
  {
    id: 'answers/batch-invalid',
    title: 'a batch with a malformed parameter is refused as a whole with 4000',
    meaning: 'Part of a call that was not understood is carried out.',
    source: pages.stop,
    run: async (session) => {
      const observed: string[] = [];
      // Ids that cannot exist: whatever the endpoint makes of it, nothing is stopped.
      for (const [what, parameters] of [
        ['forceStop=2', { 'instanceIds.0': unknownInstance, forceStop: '2' }],
        ['a list that counts from 1', { 'instanceIds.1': unknownInstance }],
        [
          'a list with a gap',
          { 'instanceIds.0': unknownInstance, 'instanceIds.2': unknownInstance.replace(/0$/, '1') },
        ],
      ] as const) {
        const answer = await session.ask({ action: 'StopInstances', parameters });
        if (answer.code !== invalid) return { agrees: false, observed: `${what}: ${answer.inWords}` };
        observed.push(what);
      }
      return { agrees: true, observed: observed.join(', ') };
    },
  },
];
