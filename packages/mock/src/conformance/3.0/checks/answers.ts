import { hasEnvelope } from '../../answers.js';
import { bad, good, type Run } from '../../check.js';
import type { Asked } from '../asked.js';
import type { Answer, SessionV3 } from '../session.js';

/** None of these requests can change anything. */
const failing: Readonly<Record<string, Asked>> = {
  'an unknown Action': { change: { 'x-tc-action': 'DescribeInstance' } },
  'a wrong signature': { signature: 'altered' },
  'a parameter out of range': { parameters: { Limit: 101 } },
};

function envelopeProblem({ status, response, code, message, requestId }: Answer): string | undefined {
  if (status !== 200) return `HTTP ${status}`;
  if (!response) return 'no object Response';
  if (code === undefined) return 'no Error.Code';
  if (message === undefined || message === '') return 'no Error.Message';
  return requestId ? undefined : 'no RequestId';
}

const envelope = hasEnvelope<SessionV3, Asked>(failing, async (session, asked) => {
  const answer = await session.ask(asked);
  const problem = envelopeProblem(answer);
  return problem && `${problem} (${answer.inWords})`;
});

const requestId: Run<SessionV3> = async (session) => {
  const all = [await session.ask(), await session.ask(), await session.ask(failing['an unknown Action'])];
  const ids = all.map((answer) => answer.requestId ?? '');
  const without = ids.indexOf('');
  if (without !== -1) return bad(`no RequestId with ${all[without]?.inWords}`);
  return new Set(ids).size === ids.length ? good(ids.join(', ')) : bad(`the same twice: ${ids.join(', ')}`);
};

const language: Run<SessionV3> = async (session) => {
  const said = async (tag: string): Promise<string> =>
    (await session.ask({ parameters: { Limit: 'many' }, change: { 'x-tc-language': tag } })).message ?? '';
  const [english, chinese] = [await said('en-US'), await said('zh-CN')];
  const observed = `en-US: ${JSON.stringify(english)}; zh-CN: ${JSON.stringify(chinese)}`;
  const hasHan = (text: string): boolean => /\p{Script=Han}/u.test(text);
  return english !== '' && !hasHan(english) && hasHan(chinese) ? good(observed) : bad(observed);
};

/** The form of answers. */
export const answers = {
  'answers/envelope': envelope,
  'answers/request-id': requestId,
  'answers/language': language,
};
