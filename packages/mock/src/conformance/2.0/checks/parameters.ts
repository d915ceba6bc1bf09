import { regions } from '@qcvm/client/descriptors';
import { Skipped, type Run } from '../../check.js';
import type { SessionV2 } from '../session.js';

const https: Run<SessionV2> = async (session) => {
  const { url } = session;
  if (url.protocol === 'http:') throw new Skipped('the endpoint was given as plain http');
  if (url.port !== '')
    throw new Skipped('where plain http would be answered is not known for a port of its own');
  // By no real account: what goes over the network as plain text must be worth nothing.
  const answer = await session.ask({
    plain: true,
    change: { SecretId: 'AKIDunknownunknownunknownunknownunkn', Token: null },
    signedAs: { secretKey: 'unknown' },
  });
  return session.judge(answer, 4600);
};

const shortRegion: Run<SessionV2> = async (session) => {
  const { region } = session;
  const short = regions.find(({ id }) => id === region)?.short;
  if (short === undefined) throw new Skipped(`${region} has no short spelling`);
  const [long, other] = [await session.ask(), await session.ask({ change: { Region: short } })];
  const total = (body: typeof long.body): unknown => body?.['totalCount'];
  return {
    agrees: other.code === 0 && total(long.body) === total(other.body),
    observed: `${region}: ${long.inWords}, totalCount ${String(total(long.body))}; ${short}: ${other.inWords}, totalCount ${String(total(other.body))}`,
  };
};

/** In the wrong place, and in another spelling. */
export const parameters = { 'parameters/https': https, 'parameters/short-region': shortRegion };
