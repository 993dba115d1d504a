/** What a member of a diagram may do; its owner is none. */
export const memberRoles = ['editor', 'viewer'] as const
