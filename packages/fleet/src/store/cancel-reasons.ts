/** Why an id ends as `cancelled`. */
export const cancelReasons = {
  sent: 'the run was cancelled before it was seen what became of its request',
  unsent: 'the run was cancelled before anything was sent for it',
} as const;
