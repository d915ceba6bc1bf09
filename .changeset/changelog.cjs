/** Changelogs for users: the text of each change, without commits, and the versions that it needs. */
module.exports = {
  getReleaseLine: async ({ summary }) => `- ${summary.trim().split('\n').join('\n  ')}`,
  getDependencyReleaseLine: async (_changesets, updated) =>
    updated.length === 0
      ? ''
      : `- Needs ${updated.map(({ name, newVersion }) => `${name} ${newVersion}`).join(', ')}.`,
};
