type Step = () => Promise<unknown>;

/** Takes the steps of each group together, and the groups one after the other, also after one has failed. Throws what failed first. */
export async function closeAll(...groups: readonly (readonly Step[])[]): Promise<void> {
  const failures: unknown[] = [];
  for (const steps of groups)
    for (const ended of await Promise.allSettled(steps.map((step) => step())))
      if (ended.status === 'rejected') failures.push(ended.reason);
  if (failures.length > 0) throw failures[0];
}
