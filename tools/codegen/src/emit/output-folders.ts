/** Folders below the root of the repository that hold generated files. */
export const outputFolders = [
  'packages/client/src/services',
  'packages/mock/src/services',
  'packages/cli/src/generated',
  'docs/reference',
];
