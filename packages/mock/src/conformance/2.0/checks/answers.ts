import { hasEnvelope } from '../../answers.js';
import type { Run } from '../../check.js';
import { isJsonObject, type JsonObject } from '../../../core/json.js';
import { unknownInstance } from '../../making.js';
import type { Asked } from '../asked.js';
import { codeOf, type Answer, type SessionV2 } from '../session.js';

/** None of these requests can change anything. */
const failing: Readonly<Record<string, Asked>> = {
  'an unknown Action': { action: 'DescribeInstance' },
  'a wrong signature': { signature: 'altered' },
  'a parameter out of range': { parameters: { limit: '101' } },
};

function envelopeProblem({ status, body, code }: Answer): string | undefined {
  if (status !== 200) return `HTTP ${status}`;
  if (!body) return 'no JSON object';
  if (code === undefined) return 'no code';
  if (typeof body['message'] !== 'string') return 'no message';
  if ('codeDesc' in body && typeof body['codeDesc'] !== 'string') return 'a codeDesc that is no text';
  return code === 0 ? 'it is accepted' : undefined;
}

/** What the service says of one instance of a batch. */
export function resultOf(answer: Answer, id: string): JsonObject | undefined {
  const detail = answer.body?.['detail'];
  const result = isJsonObject(detail) && Object.hasOwn(detail, id) ? detail[id] : undefined;
  return isJsonObject(result) ? result : undefined;
}

const envelope = hasEnvelope<SessionV2, Asked>(failing, async (session, asked) => {
  const answer = await session.ask(asked);
  const problem = envelopeProblem(answer);
  if (typeof answer.body?.['code'] === 'string') session.note('codes are sent as decimal texts');
  return problem && `${problem} (${answer.inWords})`;
});

const batchUnknown: Run<SessionV2> = async (session) => {
  const parameters = { 'instanceIds.0': unknownInstance };
  const answer = await session.ask({ method: 'POST', action: 'StopInstances', parameters });
  const result = resultOf(answer, unknownInstance);
  const inner = codeOf(result?.['code']);
  const isRefused = inner !== undefined && inner !== 0;
  if (isRefused) session.note(`an id that does not exist is refused with ${inner} in detail`);
  const told = result ? `, in detail code ${String(inner)}` : ', nothing about it in detail';
  return {
    agrees: answer.code === 5100 && isRefused && typeof result?.['message'] === 'string',
    observed: answer.inWords + told,
  };
};

/** The form of failures, for a call and for an instance. */
export const answers = { 'answers/envelope': envelope, 'answers/batch-unknown': batchUnknown };
