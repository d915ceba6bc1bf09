import { byBytes, leavesFilesOut, type Pair, type Plan } from './plan.js';
import type { Variation } from './variation.js';

/** Beyond this, leaving out each parameter by itself is not tried: one of a hundred ids is hardly forgotten. */
const mostTried = 40;

const without =
  (names: (pair: Pair) => boolean) =>
  (plan: Plan): Plan => ({
    ...plan,
    pairs: plan.pairs.filter((pair) => !names(pair)),
  });

/** Parameters that a signer or an HTTP layer adds late, so that they are forgotten most. */
const addedLate = ['Token', 'SignatureMethod', 'RequestClient', 'Region'];

/** What people leave out of the signature, or put into it. `sent` is everything that arrived, Signature included. */
export function parameterMistakes(plan: Plan, sent: readonly Pair[]): readonly Variation[] {
  const { pairs } = plan;
  const leavesOut = leavesFilesOut(plan);
  const names = pairs.map(({ name }) => name);
  const late = addedLate.filter((name) => names.includes(name));
  const others = names.filter((name) => !late.includes(name)).slice(0, mostTried);
  const spaced = pairs.filter(({ value }) => value.includes(' '));
  const fileUploads = sent.filter(({ name, value }) => name !== 'Signature' && value.startsWith('@'));
  return [
    ...[...late, ...others].map((missing): Variation => ({
      step: `without ${missing}`,
      ...(late.includes(missing) ? { common: true } : {}),
      cause: {
        name: 'parameter-not-signed',
        explanation: `${missing} was sent, but not signed.`,
        advice: 'Sign every parameter that is sent, except Signature.',
      },
      apply: without(({ name }) => name === missing),
    })),
    ...spaced.map(({ name }): Variation => ({
      step: 'value',
      common: true,
      cause: {
        name: 'value-not-encoded',
        explanation: `A "+" in ${name} was sent without being encoded, and arrived as a space.`,
        advice: 'Encode every value once when it is sent: "+" becomes %2B.',
      },
      apply: (plan) => ({
        ...plan,
        pairs: plan.pairs.map((pair) =>
          pair.name === name ? { ...pair, value: pair.value.replaceAll(' ', '+') } : pair,
        ),
      }),
    })),
    {
      step: 'parameters',
      cause: {
        name: 'only-public-parameters-signed',
        explanation: 'Only the public parameters were signed.',
        advice: 'Sign every parameter that is sent, except Signature.',
      },
      apply: without(({ name }) => /^[^A-Z]/.test(name)),
    },
    {
      step: 'parameters',
      cause: {
        name: 'empty-value-not-signed',
        explanation: 'Parameters with an empty value were sent, but not signed.',
        advice: 'Sign every parameter that is sent, also one with an empty value.',
      },
      apply: without(({ value }) => value === ''),
    },
    {
      step: 'parameters',
      cause: {
        name: 'signature-signed',
        explanation: 'The signed text has an empty Signature in it.',
        advice: 'Leave Signature out of the text that is signed.',
      },
      apply: (plan) => ({
        ...plan,
        pairs: [...plan.pairs, { name: 'Signature', value: '', place: plan.pairs.length }].sort(byBytes),
      }),
    },
    ...(fileUploads.length === 0
      ? []
      : [
          {
            step: 'parameters',
            common: true as const,
            cause: leavesOut
              ? {
                  name: 'at-sign-rule',
                  explanation: 'A parameter whose value begins with "@" was signed.',
                  advice:
                    'In a POST, leave parameters whose value begins with "@" out of the text that is signed, but send them.',
                }
              : {
                  name: 'at-sign-rule',
                  explanation: 'A parameter whose value begins with "@" was left out of the signature.',
                  advice: 'Only a POST of API 2.0 leaves such parameters out of the signature.',
                },
            apply: leavesOut
              ? (plan: Plan): Plan => ({ ...plan, pairs: [...plan.pairs, ...fileUploads].sort(byBytes) })
              : without(({ value }) => value.startsWith('@')),
          },
        ]),
  ];
}
