import { useEffect, useState } from 'preact/hooks';
import type { SignatureDivergence, SignatureExplanation } from '../../src/core/signature-explanation.js';
import { api } from '../api.js';

/** Why the signature of a request was refused. */
export function Explanation({ id }: { id: number }) {
  const [explanation, setExplanation] = useState<SignatureExplanation>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    api.explanation(id).then(setExplanation, (failure: unknown) => setProblem(String(failure)));
  }, [id]);
  if (problem !== undefined) return <p role="alert">{problem}</p>;
  if (!explanation) return <p class="quiet">Looking into the signature…</p>;
  const { valid, expected, implied, divergence, causes, signatureMethod } = explanation;
  return (
    <section class="explanation" aria-label="Why the signature is wrong">
      <h3>Signature</h3>
      {causes.map(({ name, explanation: what, advice }) => (
        <p key={name}>
          <strong>{what}</strong> {advice}
        </p>
      ))}
      {valid && <p>The signature is right: the request was refused for another reason.</p>}
      {!valid && causes.length === 0 && (
        <p>No known mistake leads to this signature: look at the SecretKey first.</p>
      )}
      <h4>What should have been signed, with {signatureMethod}</h4>
      <Canonical text={expected} from={divergence?.position} />
      {implied !== undefined && (
        <>
          <h4>What was signed</h4>
          <Canonical text={implied} from={divergence?.position} />
        </>
      )}
      {divergence && <Divergence divergence={divergence} />}
    </section>
  );
}

/** A canonical string; from the place where it parts from the other one it is marked. */
function Canonical({ text, from }: { text: string; from: number | undefined }) {
  if (from === undefined) return <pre>{text}</pre>;
  return (
    <pre>
      {text.slice(0, from)}
      <mark>{text.slice(from)}</mark>
    </pre>
  );
}

function Divergence({
  divergence: { position, parameter, expected, implied },
}: {
  divergence: SignatureDivergence;
}) {
  return (
    <p>
      They part at character {position}
      {parameter === undefined ? '' : ` (in ${parameter})`}: <code>{expected}</code> was expected,{' '}
      <code>{implied}</code> was signed.
    </p>
  );
}
