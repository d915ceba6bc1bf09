import { useState } from 'preact/hooks';
import type { View } from '../store.js';

/** What a shell is told so that programs come here: a block to copy. */
export function Connect({ view }: { view: View }) {
  const { secretId, secretKey } = view.credentials;
  const { origin, host, protocol } = location;
  const text = [
    `export TENCENTCLOUD_SECRET_ID=${secretId}`,
    `export TENCENTCLOUD_SECRET_KEY=${secretKey ?? '…'}`,
    'export TENCENTCLOUD_REGION=ap-guangzhou',
    `export QCVM_ENDPOINT=${origin}`,
    'export QCVM_REGION=ap-guangzhou',
    `# SDKs of API 3.0: endpoint ${host}, protocol ${protocol.replace(':', '')}`,
  ].join('\n');
  const [copied, setCopied] = useState<string>();
  const copy = (): void => {
    // Absent outside of secure contexts, and denied by some settings: the block can be selected all the same.
    const written = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'));
    written.then(
      () => setCopied('copied'),
      () => setCopied('not allowed: select it'),
    );
  };
  return (
    <section class="connect" aria-labelledby="connect-title">
      <header>
        <h2 id="connect-title">Connect</h2>
        <button type="button" onClick={copy} onBlur={() => setCopied(undefined)}>
          {copied ?? 'Copy'}
        </button>
      </header>
      <pre tabIndex={0}>{text}</pre>
      {secretKey === undefined && <p class="quiet">The SecretKey is the one that this emulator was given.</p>}
    </section>
  );
}
