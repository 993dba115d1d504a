import { toOneLine } from '@/lib/core/one-line'
import type { LinkPurpose } from './link-purposes'
import type { LetterText } from './render-letter'

interface LinkLetter {
  purpose: LinkPurpose
  url: string
  newEmail: string | null
  /** Of an invitation to a team: which, and who asks. Empty otherwise. */
  invitation: { team: string; by: string }
}

const ignore = 'If you did not ask for this, you can ignore this mail: nothing changes.'

/** What the mail with a link says. */
export function wordLink({ purpose, url, newEmail, invitation }: LinkLetter): LetterText {
  const to = toOneLine(newEmail ?? '', 254)
  switch (purpose) {
    case 'register':
      return {
        subject: 'Confirm your e-mail address',
        paragraphs: ['Somebody, hopefully you, has created an account with this address. Confirm it to sign in.'],
        action: { label: 'Confirm address', url },
        caution:
          'The link works once, for 24 hours. If you have not just created an account, do not open it: whoever did would share the account with you.',
      }
    case 'verify_email':
      return {
        subject: 'Confirm your e-mail address',
        paragraphs: ['Confirm that this mailbox belongs to your account.'],
        action: { label: 'Confirm address', url },
        caution: `The link works once, for 24 hours. ${ignore}`,
      }
    case 'reset_password':
      return {
        subject: 'Choose a new password',
        paragraphs: ['Choose a new password for your account. Then you are signed out everywhere.'],
        action: { label: 'Choose a password', url },
        caution: `The link works once, for an hour. ${ignore}`,
      }
    case 'unlock':
      return {
        subject: 'Your account is locked',
        paragraphs: [
          'Signing in to your account failed too often, so it is locked for a while. You can unlock it now.',
          'If it was not you who tried, somebody else does. Your password has kept them out so far.',
        ],
        action: { label: 'Unlock account', url },
        caution: 'The link works once, for as long as the account would stay locked.',
      }
    case 'change_email_from':
      return {
        subject: 'Confirm your new e-mail address',
        paragraphs: [`Your account is to get the address ${to}. It changes once both addresses have confirmed it.`],
        action: { label: 'Confirm change', url },
        caution:
          'The link works once, for 24 hours. If this was not you, do not open it, and change your password: somebody else knows it.',
      }
    case 'change_email_to':
      return {
        subject: 'Confirm your new e-mail address',
        paragraphs: ['An account is to get this address. It changes once the old address has confirmed it too.'],
        action: { label: 'Confirm change', url },
        caution: `The link works once, for 24 hours. ${ignore}`,
      }
    case 'cancel_deletion':
      return {
        subject: 'Your account will be deleted',
        paragraphs: [
          'You have asked for your account to be deleted, which happens in 14 days. Until then you are signed out everywhere, and can think again.',
        ],
        action: { label: 'Keep account', url },
        caution:
          'The link works once, for 14 days. If you did not ask for this, keep the account and choose a new password: somebody else knows it.',
      }
    case 'invite':
      return {
        subject: 'You are invited to AutoGraph',
        paragraphs: ['You can draw diagrams here, together with others. Choose a name and a password to begin.'],
        action: { label: 'Accept invitation', url },
        caution: 'The link works once, for 7 days. If you do not want an account, you can ignore this mail.',
      }
    case 'team_invite': {
      const [by, team] = [toOneLine(invitation.by, 100), toOneLine(invitation.team, 100)]
      return {
        subject: 'You are invited to a team on AutoGraph',
        paragraphs: [`${by} invites you to the team “${team}”, to draw diagrams together.`],
        action: { label: 'Open invitation', url },
        caution: 'The link works once, for 7 days. If you do not know who that is, you can ignore this mail.',
      }
    }
  }
}

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
      'Somebody, perhaps you, wanted to create an account with this address. There is one already, so nothing has changed. Sign in with your password, or choose a new one if you have forgotten it.',
    ],
    action: forgotten(appUrl),
    caution: 'If it was not you, you can ignore this mail.',
  }),
  'new-device': ({ appUrl, at, device }: Notice): LetterText => ({
    subject: 'New sign-in to your account',
    paragraphs: [`Your account was signed in to with ${toOneLine(device, 100)}, ${describeTime(at)}.`],
    action: forgotten(appUrl),
    caution: `If this was you, there is nothing to do. ${changeIt}`,
  }),
  'password-changed': ({ appUrl, at }: Notice): LetterText => ({
    subject: 'Your password was changed',
    paragraphs: [`The password of your account was changed, ${describeTime(at)}. Other browsers were signed out.`],
    action: forgotten(appUrl),
    caution: `If this was you, there is nothing to do. ${changeIt}`,
  }),
  'email-changed': ({ at }: Notice): LetterText => ({
    subject: 'Your account has another address',
    paragraphs: [`Your account no longer has this e-mail address, ${describeTime(at)}. Sign in with the new one.`],
    caution: 'If this was not you, tell whoever runs this AutoGraph.',
  }),
} as const

/** "22 November 2026 at 20:15 UTC": a mail does not know the reader's time. */
function describeTime(at: string): string {
  const date = new Date(at)
  const day = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  return `on ${day} at ${at.slice(11, 16)} UTC`
}
