/** What people can be in a team, the most first. */
export const teamRoles = ['owner', 'admin', 'editor', 'viewer'] as const

export type TeamRole = (typeof teamRoles)[number]

/** What somebody can be invited as: owners are made of members. */
export const invitedRoles = ['admin', 'editor', 'viewer'] as const

export type InvitedRole = (typeof invitedRoles)[number]
