import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest'
import { letterTopic } from '@/lib/features/auth/links/letter'
import { sendLetter } from '@/lib/features/auth/links/send-letter'
import { getProcessMessages } from '@/lib/platform/db/notify'
import { getPool } from '@/lib/platform/db/pool'
import { startOutbox } from '@/lib/platform/outbox/start-outbox'
import { forget } from '@/lib/platform/remember'
import { type RecordedMail, type RecordingMailServer, startRecordingMailServer } from './recording-mail-server'
import { waitFor } from './wait-for'

export interface ReadLetter {
  to: string
  subject: string
  /** All of it, as a mail program shows it. */
  text: string
  /** The address of its link; empty when it has none. */
  url: string
  /** Of the link. */
  token: string
}

/** The mails about accounts, sent by a real outbox to a server that writes them down; for the tests of one file. */
export function useLetters() {
  let mail: RecordingMailServer | undefined
  let stop: (() => Promise<void>) | undefined
  const letters = {
    get server() {
      return mail!
    },
    all: (): ReadLetter[] => mail!.mails.map(readLetter),
    /** The first such mail that nobody has read yet. */
    next: (subject: RegExp, to?: string): Promise<ReadLetter> =>
      waitFor(`a mail about ${subject}`, () => {
        const at = letters.all().findIndex((one) => subject.test(one.subject) && (!to || one.to === to))
        return at < 0 ? null : readLetter(mail!.mails.splice(at, 1)[0]!)
      }),
    /** All that is under way is done. */
    settled: () =>
      waitFor('the outbox to be empty', async () => {
        const { rowCount } = await getPool().query(`SELECT 1 FROM outbox WHERE status = 'waiting'`)
        return rowCount === 0
      }),
    withoutMailServer(): void {
      vi.unstubAllEnvs()
      forget('env')
    },
  }
  beforeAll(async () => {
    mail = await startRecordingMailServer()
    const messages = getProcessMessages()
    messages.subscribe('other', () => {})
    await waitFor('to listen', () => messages.listeningSinceMs)
    stop = startOutbox({ [letterTopic]: sendLetter }, { lookEveryMs: 50, stopWithinMs: 100, random: () => 0 })
  })
  afterAll(async () => {
    await stop?.()
    await mail?.stop()
  })
  beforeEach(async () => {
    await letters.settled()
    await getPool().query('TRUNCATE outbox, account_links')
    Object.assign(mail!, { mails: [], take: () => {} })
    vi.stubEnv('SMTP_HOST', '127.0.0.1')
    vi.stubEnv('SMTP_PORT', String(mail!.port))
    forget('env')
    forget('resilience.guards')
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    forget('env')
  })
  return letters
}

function readLetter({ to, text: raw }: RecordedMail): ReadLetter {
  const text = raw.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=')
  const subject = /^Subject: (.*?)\r?$/m.exec(text)?.[1] ?? ''
  const [url = '', token = ''] = /https?:\/\/[^\s"#<]+#([\w-]{43})/.exec(text) ?? []
  return { to: to.join(), subject, text, url, token }
}
