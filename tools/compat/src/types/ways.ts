/** One way in which a consumer’s compiler may be set up. All of them are strict. */
export interface Way {
  readonly name: string;
  /** Whether the declarations of Node are installed; without them, those of a browser are used. */
  readonly node: boolean;
  readonly compilerOptions: Readonly<Record<string, unknown>>;
}

const strictly = {
  target: 'ES2022',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
};

const resolutions = {
  NodeNext: { module: 'NodeNext', moduleResolution: 'NodeNext' },
  bundler: { module: 'ESNext', moduleResolution: 'Bundler' },
};

const platforms = {
  'with @types/node': { node: true, lib: ['ES2023', 'ESNext.Disposable'], types: ['node'] },
  'without @types/node': { node: false, lib: ['ES2023', 'DOM', 'DOM.Iterable'], types: [] },
};

export const ways: readonly Way[] = Object.entries(resolutions).flatMap(([resolution, resolving]) =>
  Object.entries(platforms).flatMap(([platform, { node, lib, types }]) =>
    [true, false].map((skipLibCheck) => ({
      name: `${resolution}, ${platform}, ${skipLibCheck ? 'skipLibCheck' : 'no skipLibCheck'}`,
      node,
      compilerOptions: { ...strictly, ...resolving, lib, types, skipLibCheck },
    })),
  ),
);
