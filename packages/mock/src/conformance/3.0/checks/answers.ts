import { bad, good } from '../../check.js';
import { envelopeCheck } from '../../checks.js';
import { isAnswered, unknownInstance, type Check } from '../check.js';
import { pages } from '../pages.js';
import type { Asked } from '../request.js';
import type { Answer, SessionV3 } from '../session.js';

const failing: readonly (readonly [what: string, asked: Asked])[] = [
  ['an unknown Action', { change: { 'x-tc-action': 'DescribeInstance' } }],
  // Made of the right one: a fixed text could be part of the key.
  [
    'a wrong signature',
    { signature: (right) => right.replace(/^./, (first) => (first === 'a' ? 'b' : 'a')) },
  ],
  ['a parameter out of range', { parameters: { Limit: 101 } }],
];

function envelopeProblem({ status, response, code, message, requestId }: Answer): string | undefined {
  if (status !== 200) return `HTTP ${status}`;
  if (!response) return 'no object Response';
  if (code === undefined) return 'no Error.Code';
  if (message === undefined || message === '') return 'no Error.Message';
  return requestId ? undefined : 'no RequestId';
}

/** The form of answers. None of these requests can change anything. */
export const answerChecks: readonly Check[] = [
  {
    id: 'answers/envelope',
    title: 'every failure comes with HTTP 200, Response.Error.Code and Message, and a RequestId',
    meaning:
      'Clients that read the body only with status 200, as documented, take a refusal for an outage and ask again.',
    source: pages.answers,
    run: envelopeCheck<SessionV3, Asked>(failing, async (session, asked) => {
      const answer = await session.ask(asked);
      const problem = envelopeProblem(answer);
      return problem && `${problem} (${answer.inWords})`;
    }),
  },
  {
    id: 'answers/request-id',
    title: 'every answer has a RequestId of its own',
    meaning: 'A call cannot be named to the support of the service, or found in LatestOperationRequestId.',
    source: pages.answers,
    run: async (session) => {
      const answers = [await session.ask(), await session.ask(), await session.ask(failing[0]?.[1])];
      const ids = answers.map(({ requestId = '' }) => requestId);
      const without = ids.indexOf('');
      if (without !== -1) return bad(`no RequestId with ${answers[without]?.inWords}`);
      return new Set(ids).size === ids.length
        ? good(ids.join(', '))
        : bad(`the same twice: ${ids.join(', ')}`);
    },
  },
  {
    id: 'answers/language',
    title: 'X-TC-Language decides the language of messages',
    meaning: 'People cannot read why a call was refused.',
    source: pages.request,
    run: async (session) => {
      const said = async (language: string): Promise<string> =>
        (await session.ask({ parameters: { Limit: 'many' }, change: { 'x-tc-language': language } }))
          .message ?? '';
      const [english, chinese] = [await said('en-US'), await said('zh-CN')];
      const observed = `en-US: ${JSON.stringify(english)}; zh-CN: ${JSON.stringify(chinese)}`;
      const hasHan = (text: string): boolean => /\p{Script=Han}/u.test(text);
      return english !== '' && !hasHan(english) && hasHan(chinese) ? good(observed) : bad(observed);
    },
  },
  {
    id: 'answers/unknown-instance',
    title: 'a batch of nothing but an id that does not exist is refused with a code about the id',
    meaning: 'A program takes an instance for stopped that does not exist.',
    source: pages.stop,
    run: async (session) => {
      const answer = await session.ask({
        action: 'StopInstances',
        parameters: { InstanceIds: [unknownInstance] },
      });
      const finding = isAnswered(answer, 'InvalidInstanceId*', 'InvalidParameterValue*', 'ResourceNotFound*');
      if (finding.agrees) session.note(`an id that does not exist is refused with ${answer.code}`);
      return finding;
    },
  },
];
