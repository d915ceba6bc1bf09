import { describe, expect, it } from 'vitest';
import { ourDiagnostics } from '../src/types/diagnostics.js';
import { ways } from '../src/types/ways.js';

describe('what a compiler complains about', () => {
  it('is ours: in the program, in our declarations, and in no file at all', () => {
    const output = `program.mts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.
  The types are different.
node_modules/@qcvm/client/dist/nonce.d.ts(1,1): error TS2315: Type 'Uint32Array' is not generic.
error TS5023: Unknown compiler option 'strickt'.
`;
    expect(ourDiagnostics(output)).toEqual([
      "program.mts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.\n  The types are different.",
      "node_modules/@qcvm/client/dist/nonce.d.ts(1,1): error TS2315: Type 'Uint32Array' is not generic.",
      "error TS5023: Unknown compiler option 'strickt'.",
    ]);
  });

  it('is not ours in the declarations of the platform', () => {
    const output = `../../work/node_modules/@types/node/crypto.d.ts(1,1): error TS2315: no.
/cache/node_modules/typescript/lib/lib.dom.d.ts(1,1): error TS2315: no.
/cache/node_modules/@typescript/typescript-linux-x64/lib/lib.dom.d.ts(1,1): error TS2315: no.
node_modules/undici-types/fetch.d.ts(1,1): error TS2315: no.
  with more of it
`;
    expect(ourDiagnostics(output)).toEqual([]);
  });
});

it('consumers are set up in every combination', () => {
  expect(new Set(ways.map(({ name }) => name)).size).toBe(8);
  expect(ways.filter(({ node }) => node)).toHaveLength(4);
});
