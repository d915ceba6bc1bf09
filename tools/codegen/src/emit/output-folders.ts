/** Folders below the root of the repository that hold generated files. */
export const outputFolders = [
  'packages/client/src/services',
  'packages/mock/src/generated',
  'packages/cli/src/generated',
  'docs/reference',
];
