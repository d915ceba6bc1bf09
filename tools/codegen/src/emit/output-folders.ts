/** Where generated files are: what nothing generates any more is looked for here, by the mark of generated files. */
export const outputFolders = [
  'packages/client/src',
  'packages/codegen/src',
  'packages/mock/src',
  'packages/cli/src',
  'docs/reference',
];
