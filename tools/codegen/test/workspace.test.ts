import { expect, test } from 'vitest';
import { load } from '../src/load/v2/load.js';
import { withEntryPoints, withSources } from '../src/workspace.node.js';
import { specs } from './demo.js';

const manifest = `{
  "name": "@qcvm/client",
  "exports": {
    ".": "./dist/index.js",
    "./gone": "./dist/gone.gen.js",
    "./wire": "./dist/wire.js",
    "./package.json": "./package.json"
  },
  "license": "Apache-2.0"
}
`;

test('every further service gets an entry point, one that is gone loses it, and the rest stays as it is', () => {
  expect(withEntryPoints(manifest, load(specs()).services)).toBe(`{
  "name": "@qcvm/client",
  "exports": {
    ".": "./dist/index.js",
    "./wire": "./dist/wire.js",
    "./demo": "./dist/demo.gen.js",
    "./package.json": "./package.json"
  },
  "license": "Apache-2.0"
}
`);
});

test('the settings of tests lead every entry point to its source, and keep other paths', () => {
  const settings = `{
  "compilerOptions": {
    "paths": {
      "@qcvm/client/old": ["./packages/client/src/old.ts"],
      "#platform": ["./packages/client/src/platform.node.ts"]
    }
  }
}
`;
  expect(withSources(settings, new Map([['packages/client', manifest]]))).toBe(`{
  "compilerOptions": {
    "paths": {
      "@qcvm/client": ["./packages/client/src/index.ts"],
      "@qcvm/client/gone": ["./packages/client/src/gone.gen.ts"],
      "@qcvm/client/wire": ["./packages/client/src/wire.ts"],
      "#platform": ["./packages/client/src/platform.node.ts"]
    }
  }
}
`);
});
