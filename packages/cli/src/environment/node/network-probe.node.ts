import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { connect } from 'node:tls';
import type { NetworkProbe } from '../environment.js';

/** No check of `doctor` may hang. */
const patience = 5_000;

export const networkProbe: NetworkProbe = {
  async lookup(host) {
    const found = await lookup(host, { all: true });
    return found.map(({ address }) => address);
  },
  tls: (host, port) =>
    new Promise((resolve, reject) => {
      const socket = connect({ host, port, ...(isIP(host) ? {} : { servername: host }) }, () => {
        const certificate = socket.getPeerCertificate();
        const issuer = certificate.issuer?.O ?? certificate.issuer?.CN ?? 'unknown';
        resolve({
          protocol: socket.getProtocol() ?? 'unknown',
          validTo: certificate.valid_to,
          issuer: Array.isArray(issuer) ? issuer.join(', ') : issuer,
        });
        socket.end();
      });
      socket.setTimeout(patience, () => socket.destroy(new Error(`no answer within ${patience / 1000} s`)));
      socket.once('error', reject);
    }),
};
