import { Skipped } from '../../check.js';
import { expectAll, expectCode, type Check } from '../check.js';
import { pages } from '../pages.js';

const success = 0;
const invalid = 4000;

/** Missing, malformed, in the wrong place. */
export const parameterChecks: readonly Check[] = [
  {
    id: 'parameters/public-missing',
    title: 'a request without one of the public parameters is refused with 4000',
    meaning: 'Mistakes of a client are answered with a code that says something else, or not at all.',
    source: pages.request,
    run: expectAll(
      ...['Action', 'Timestamp', 'Nonce', 'SecretId'].map(
        (name) => [`without ${name}`, { change: { [name]: undefined } }, invalid] as const,
      ),
      ['without Signature', { tamper: { Signature: undefined } }, invalid],
    ),
  },
  {
    id: 'parameters/public-malformed',
    title: 'a Timestamp or Nonce that is no number is refused with 4000',
    meaning: 'A request without a time or a Nonce could be sent again for ever.',
    source: pages.request,
    run: expectAll(
      ['Timestamp=yesterday', { change: { Timestamp: 'yesterday' } }, invalid],
      ['Nonce=abc', { change: { Nonce: 'abc' } }, invalid],
    ),
  },
  {
    id: 'parameters/region',
    title: 'a region that is missing or does not exist is refused with 4000',
    meaning: 'A misspelt region answers for another one.',
    source: pages.request,
    run: expectAll(
      ['without Region', { change: { Region: undefined } }, invalid],
      ['Region=ap-nowhere', { change: { Region: 'ap-nowhere' } }, invalid],
    ),
  },
  {
    id: 'parameters/api-malformed',
    title: 'a value that is no number, out of its range or no id is refused with 4000',
    meaning: 'A filter that cannot be understood is ignored: the answer is about more than was asked for.',
    source: pages.list,
    run: expectAll(
      ['limit=many', { parameters: { limit: 'many' } }, invalid],
      ['limit=101', { parameters: { limit: '101' } }, invalid],
      ['offset=-1', { parameters: { offset: '-1' } }, invalid],
      ['status=running', { parameters: { status: 'running' } }, invalid],
      // An id of this form cannot exist: whether that is malformed or not found, no page says.
      ['instanceIds.0=no id', { parameters: { 'instanceIds.0': 'no id' } }, invalid, 5000],
    ),
  },
  {
    id: 'parameters/action',
    title: 'an Action that does not exist is refused with 6100',
    meaning: 'A client cannot tell a misspelt Action from a failure of the service.',
    source: pages.errors,
    run: expectCode({ action: 'DescribeInstance' }, 6100),
  },
  {
    id: 'parameters/post-form',
    title: 'the query string of a POST is ignored',
    meaning: 'A value in a URL, where logs and proxies keep it, overrules the form.',
    source: pages.introduction,
    run: expectCode({ method: 'POST', inQuery: true }, invalid),
  },
  {
    id: 'parameters/https',
    title: 'plain HTTP is refused with 4600',
    meaning: 'Requests can be read and changed on the way.',
    source: pages.errors,
    run: async (session) => {
      const { url } = session;
      if (url.protocol === 'http:') throw new Skipped('the endpoint was given as plain http');
      if (url.port !== '')
        throw new Skipped('where plain http would be answered is not known for a port of its own');
      // By no real account: what goes over the network as plain text must be worth nothing.
      return expectCode(
        {
          plain: true,
          change: { SecretId: 'AKIDunknownunknownunknownunknownunkn', Token: undefined },
          signedAs: { secretKey: 'unknown' },
        },
        4600,
      )(session);
    },
  },
  {
    id: 'parameters/short-region',
    title: 'the short spelling of a region names the same region',
    meaning: 'Clients that know only the old spellings are locked out.',
    source: pages.request,
    run: async (session) => {
      const { region } = session;
      const short = shortSpellings[region];
      if (short === undefined) throw new Skipped(`${region} has no short spelling`);
      const [long, other] = [await session.ask(), await session.ask({ change: { Region: short } })];
      const total = (body: typeof long.body): unknown => body?.['totalCount'];
      return {
        agrees: other.code === success && total(long.body) === total(other.body),
        observed: `${region}: ${long.inWords}, totalCount ${String(total(long.body))}; ${short}: ${other.inWords}, totalCount ${String(total(other.body))}`,
      };
    },
  },
];

const shortSpellings: Readonly<Record<string, string>> = {
  'ap-guangzhou': 'gz',
  'ap-beijing': 'bj',
  'ap-shanghai': 'sh',
  'ap-chengdu': 'cd',
  'ap-hongkong': 'hk',
  'ap-singapore': 'sg',
  'na-toronto': 'ca',
  'na-siliconvalley': 'usw',
};
