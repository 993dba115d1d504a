import { toOneLine } from '@/lib/core/one-line'
import { minuteMs } from '@/lib/core/time'
import type { LinkPurpose } from './link-purposes'
import type { LetterText } from './render-letter'

interface LinkLetter {
  purpose: LinkPurpose
  url: string
  /** How much longer the link works. */
  lifetimeMs: number
  newEmail: string | null
  /** Of an invitation to a team: which, and who asks. Empty otherwise. */
  invitation: { team: string; by: string }
}

const ignore = 'If you did not ask for this, you can ignore this mail: nothing changes.'
const renew = 'choose a new password at once: somebody else is using your account.'

/** What the mail with a link says. */
export function wordLink({ purpose, url, lifetimeMs, newEmail, invitation }: LinkLetter): LetterText {
  const to = toOneLine(newEmail ?? '', 254)
  const works = `The link works once, for ${describeSpan(lifetimeMs)}.`
  switch (purpose) {
    case 'register':
      return {
        subject: 'Confirm your e-mail address',
        paragraphs: ['To finish creating your account, confirm that this address is yours. Then you can sign in.'],
        action: { label: 'Confirm address', url },
        caution: `${works} If you did not ask for an account, do not open it: whoever did chose the password, and would share the account with you.`,
      }
    case 'verify_email':
      return {
        subject: 'Confirm your e-mail address',
        paragraphs: ['An account has this address. If it is your account, confirm that the address is yours.'],
        action: { label: 'Confirm address', url },
        caution: `${works} ${ignore}`,
      }
    case 'reset_password':
      return {
        subject: 'Choose a new password',
        paragraphs: [
          'Choose a new password for your account. You are then signed out everywhere, and sign in with it.',
        ],
        action: { label: 'Choose a password', url },
        caution: `${works} ${ignore}`,
      }
    case 'unlock':
      return {
        subject: 'Your account is locked',
        paragraphs: [
          `Signing in to your account failed too often, so it is locked for ${describeSpan(lifetimeMs)}. If it was you who tried, unlock it and try again.`,
          'If it was not you, somebody is guessing your password. None of these attempts got in. Unlock the account only when you want to sign in.',
        ],
        action: { label: 'Unlock account', url },
        caution: `${works} After that the account unlocks by itself.`,
      }
    case 'change_email_from':
      return {
        subject: 'Confirm the change of your e-mail address',
        paragraphs: [`You asked to change the address of your account to ${to}. Both addresses have to confirm it.`],
        action: { label: 'Confirm change', url },
        caution: `${works} If this was not you, do not open it, and ${renew}`,
      }
    case 'change_email_to':
      return {
        subject: 'Confirm your new e-mail address',
        paragraphs: ['An account is to have this address. It changes once the old address has confirmed it too.'],
        action: { label: 'Confirm change', url },
        caution: `${works} ${ignore}`,
      }
    case 'cancel_deletion':
      return {
        subject: 'Your account will be deleted',
        paragraphs: [
          `You asked for your account to be deleted. You are signed out everywhere, and it is deleted in ${describeSpan(lifetimeMs)}. To keep it, use this link or sign in before then.`,
        ],
        action: { label: 'Keep account', url },
        caution: `${works} If you did not ask for this, keep the account and ${renew}`,
      }
    case 'invite':
      return {
        subject: 'You are invited to AutoGraph',
        paragraphs: [
          `You can draw diagrams together with others at ${new URL(url).host}. Choose a name and a password to begin.`,
        ],
        action: { label: 'Accept invitation', url },
        caution: `${works} If you do not want an account, you can ignore this mail.`,
      }
    case 'team_invite': {
      const [by, team] = [toOneLine(invitation.by, 100), toOneLine(invitation.team, 100)]
      return {
        subject: 'You are invited to a team on AutoGraph',
        paragraphs: [`${by} invites you to the team “${team}”, to draw diagrams together.`],
        action: { label: 'Open invitation', url },
        caution: `${works} If you do not know who that is, you can ignore this mail.`,
      }
    }
  }
}

/** "1 hour", "24 hours", "7 days", never more than there is; the seconds until a mail is sent do not count. */
function describeSpan(ms: number): string {
  const minutes = Math.round(ms / minuteMs)
  const hours = Math.floor(minutes / 60)
  if (hours > 24) return plural(Math.floor(hours / 24), 'day')
  return hours > 0 ? plural(hours, 'hour') : plural(minutes, 'minute')
}

const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`

interface Notice {
  /** Where to sign in. */
  appUrl: string
  at: string
  device: string
}

const changeIt = 'If this was not you, choose a new password at once; that signs everybody out.'
const forgotten = (appUrl: string) => ({ label: 'Choose a new password', url: `${appUrl}/forgot` })

/** What a mail says that only tells of something. */
export const wordNotice = {
  'already-registered': ({ appUrl }: Notice): LetterText => ({
    subject: 'You have an account already',
    paragraphs: [
      'Somebody wanted to use this address for an account. It has one already, so nothing has changed. If it was you, sign in with your password, or choose a new one if you have forgotten it.',
    ],
    action: forgotten(appUrl),
    caution: 'If it was not you, you can ignore this mail.',
  }),
  'new-device': ({ appUrl, at, device }: Notice): LetterText => ({
    subject: 'New sign-in to your account',
    paragraphs: [`Somebody signed in to your account with ${toOneLine(device, 100)}, ${describeTime(at)}.`],
    action: forgotten(appUrl),
    caution: `If this was you, there is nothing to do. ${changeIt}`,
  }),
  'password-changed': ({ appUrl, at }: Notice): LetterText => ({
    subject: 'Your password was changed',
    paragraphs: [`The password of your account was changed, ${describeTime(at)}. Every other browser was signed out.`],
    action: forgotten(appUrl),
    caution: `If this was you, there is nothing to do. ${changeIt}`,
  }),
  'email-changed': ({ at }: Notice): LetterText => ({
    subject: 'Your account has another address',
    paragraphs: [`Your account no longer has this e-mail address, ${describeTime(at)}. Sign in with the new one.`],
    caution: 'If this was not you, tell whoever runs this AutoGraph at once.',
  }),
} as const

/** "22 November 2026 at 20:15 UTC": a mail does not know the reader's time. */
function describeTime(at: string): string {
  const date = new Date(at)
  const day = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  return `on ${day} at ${at.slice(11, 16)} UTC`
}
