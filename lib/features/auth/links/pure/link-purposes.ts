import { dayMs, hourMs } from '@/lib/core/time'

/** What a link in a mail can be for: where it leads, and how long it works. */
export const linkPurposes = {
  register: { path: '/verify', lifetimeMs: dayMs },
  verify_email: { path: '/verify', lifetimeMs: dayMs },
  reset_password: { path: '/reset', lifetimeMs: hourMs },
  unlock: { path: '/unlock', lifetimeMs: dayMs },
  change_email_from: { path: '/confirm-email', lifetimeMs: dayMs },
  change_email_to: { path: '/confirm-email', lifetimeMs: dayMs },
  cancel_deletion: { path: '/keep-account', lifetimeMs: 14 * dayMs },
  invite: { path: '/invitation', lifetimeMs: 7 * dayMs },
  team_invite: { path: '/team-invitation', lifetimeMs: 7 * dayMs },
} as const

export type LinkPurpose = keyof typeof linkPurposes

/**
 * The token stands behind the `#`, which browsers send to nobody: it is in no log of a server or proxy and in no Referer,
 * and whatever fetches the links of a mail to look at them does not use it up.
 */
export const makeLinkUrl = (appUrl: string, { purpose, token }: { purpose: LinkPurpose; token: string }): string =>
  `${appUrl}${linkPurposes[purpose].path}#${token}`
