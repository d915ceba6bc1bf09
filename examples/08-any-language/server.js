// @ts-check
import { pathToFileURL } from 'node:url';
import { createEmulator, fleet } from '@qcvm/mock';

/**
 * The emulator as an HTTPS server for clients in any language.
 *
 * @param {{ certificateAuthorityFile: string, port?: number, persist?: string }} options
 */
export async function serve({ certificateAuthorityFile, ...options }) {
  const emulator = createEmulator({
    accounts: [{ keys: [{ secretId: 'AKIDexample', secretKey: 'not-a-secret' }] }],
    instances: fleet('ap-guangzhou').running(2).stubborn().shutDown(),
  });
  return emulator.listen({ ...options, tls: { certificateAuthorityFile } });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const server = await serve({
    certificateAuthorityFile: 'authority.pem',
    port: 8443,
    persist: 'state.json',
  });
  console.log(`The emulator is at ${server.url}, its page at ${server.pageUrl}`);
  console.log('python3 stop.py ins-…      lists the fleet, and stops an instance');
  process.once('SIGINT', () => void server.close());
}
