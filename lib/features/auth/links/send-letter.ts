import { createHash } from 'node:crypto'
import { hourMs } from '@/lib/core/time'
import { getDb } from '@/lib/platform/db/prisma'
import { getAppUrl, getEnv } from '@/lib/platform/env/env'
import { isMailSetUp } from '@/lib/platform/mail/is-mail-set-up'
import { MailFault } from '@/lib/platform/mail/mail-fault'
import { sendMail } from '@/lib/platform/mail/send-mail'
import { OutboxFault } from '@/lib/platform/outbox/outbox-fault'
import type { EffectContext } from '@/lib/platform/outbox/run-effect'
import { findCredentials } from '../repo-sign-in'
import { enqueueLetter } from './enqueue-letter'
import { type Letter, letter } from './letter'
import { linkPurposes, makeLinkUrl } from './pure/link-purposes'
import { type LetterText, renderLetter } from './pure/render-letter'
import { wordLink, wordNotice } from './pure/word-letter'
import * as links from './repo-links'

/** Beyond so many in an hour a mailbox gets no more of one kind, whoever asks. */
const mostPerHour = 5

/** Sends one mail, or nothing when there is nobody to tell it to. Without a mail server links wait for an admin. */
export async function sendLetter(payload: unknown, { signal, key }: EffectContext): Promise<void> {
  const given = letter.parse(payload)
  const prepared = await prepare(given, key)
  if (!prepared) return
  try {
    await sendMail({ ...renderLetter(prepared.text), to: prepared.to, key: `account-mail ${key}` }, { signal })
  } catch (error) {
    throw error instanceof MailFault ? new OutboxFault(error.message) : error
  }
}

interface Prepared {
  to: string
  text: LetterText
}

async function prepare(given: Letter, key: string): Promise<Prepared | null> {
  switch (given.kind) {
    case 'link':
      return await prepareLink(given.linkId)
    case 'reset':
      return await prepareAsked({ email: given.email, purpose: 'reset_password', key })
    case 'unlock':
      return await prepareAsked({ email: given.email, purpose: 'unlock', key })
    default: {
      if (!isMailSetUp()) return null
      const facts = { appUrl: getAppUrl(), at: '', device: '', ...given }
      return { to: given.email, text: wordNotice[given.kind](facts) }
    }
  }
}

interface Asked {
  email: string
  purpose: 'reset_password' | 'unlock'
  key: string
}

/** Makes the link that was asked for, if there is such an account. */
async function prepareAsked({ email, purpose, key }: Asked): Promise<Prepared | null> {
  const account = await findCredentials(email)
  if (!account) return null
  // Of this effect always the same, so that a second attempt is no second link.
  const id = createHash('sha256').update(key).digest('hex').slice(0, 20)
  const lifetimeMs = purpose === 'unlock' ? getEnv().SIGN_IN_LOCK_HOURS * hourMs : linkPurposes[purpose].lifetimeMs
  await links.insertLink(getDb(), { id, purpose, email, userId: account.id, lifetimeMs })
  return await prepareLink(id)
}

async function prepareLink(linkId: string): Promise<Prepared | null> {
  const link = await links.findOpenLink(linkId)
  if (!link) return null
  const { email, purpose, newEmail } = link
  const isNewMailbox = purpose === 'register' || purpose === 'change_email_to'
  if (isNewMailbox && (await findCredentials(email))) {
    await refuseTaken(link)
    return null
  }
  if (!isMailSetUp()) return null
  const since = new Date(Date.now() - hourMs)
  if ((await links.countLinks({ email, purpose, since })) > mostPerHour) return null
  const token = await links.addToken(linkId)
  if (token === null) return null
  const inviter = purpose === 'team_invite' ? await links.findInviter(linkId) : null
  const invitation = { team: inviter?.team?.name ?? '', by: inviter?.invitedBy?.name ?? '' }
  const url = makeLinkUrl(getAppUrl(), { purpose, token })
  const lifetimeMs = link.expiresAt.getTime() - Date.now()
  return { to: email, text: wordLink({ purpose, lifetimeMs, newEmail, invitation, url }) }
}

/** The owner of the mailbox learns that somebody named it; whoever did learns nothing. */
async function refuseTaken({ id, email }: links.LinkRow): Promise<void> {
  await getDb().$transaction(async (tx) => {
    await links.markUsed(tx, id)
    await enqueueLetter(tx, { kind: 'already-registered', email }, { perMs: hourMs, nowMs: Date.now() })
  })
}
