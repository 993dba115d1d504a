import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type RecordingMailServer, startRecordingMailServer } from '@/lib/testing/recording-mail-server'
import { forget } from '../remember'
import { listBreakers } from '../resilience/get-guard'
import { MailFault } from './mail-fault'
import { sendMail } from './send-mail'
import { verifyMail } from './verify-mail'

const servers: RecordingMailServer[] = []

async function serve(options: Parameters<typeof startRecordingMailServer>[0] = {}, env: Record<string, string> = {}) {
  const server = await startRecordingMailServer(options)
  servers.push(server)
  const settings = {
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(server.port),
    MAIL_FROM: 'Draw <draw@example.org>',
    ...env,
  }
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
  forget('env')
  return server
}

beforeEach(() => forget('resilience.guards'))
afterEach(async () => {
  vi.unstubAllEnvs()
  forget('env')
  for (const server of servers.splice(0)) await server.stop().catch(() => {})
})

const mail = { to: 'ann@example.org', subject: 'Hello', text: 'In words.', html: '<p>In words.</p>' }
const header = (text: string, name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(text)?.[1]?.trim()

describe('a mail', () => {
  it('arrives in both forms, and says what the server answered', async () => {
    const server = await serve()
    expect(await sendMail(mail)).toMatch(/^250 /)
    const [taken] = server.mails
    expect(taken).toMatchObject({ from: 'draw@example.org', to: ['ann@example.org'] })
    expect(header(taken!.text, 'From')).toBe('Draw <draw@example.org>')
    expect(header(taken!.text, 'Auto-Submitted')).toBe('auto-generated')
    expect(taken!.text).toMatch(/text\/plain[\s\S]*In words\.[\s\S]*text\/html[\s\S]*<p>In words\.<\/p>/)
  })

  it('has one name however often it is sent, and belongs to what it is about', async () => {
    const server = await serve()
    for (const key of ['a', 'a', 'b']) await sendMail({ ...mail, key, threads: ['incident'] })
    const ids = server.mails.map(({ text }) => header(text, 'Message-ID'))
    expect(ids[0]).toMatch(/^<[0-9a-f]{32}@example\.org>$/)
    expect([ids[1] === ids[0], ids[2] === ids[0]]).toEqual([true, false])
    expect(new Set(server.mails.map(({ text }) => header(text, 'References'))).size).toBe(1)
  })

  it('has no header but ours, whatever its subject and its addresses hold', async () => {
    const server = await serve()
    await sendMail({
      ...mail,
      subject: 'Down\r\nBcc: all@example.org\r\n\r\n<script>',
      from: 'A\r\nX-Evil: 1 <a@example.org>',
    })
    const head = server.mails[0]!.text.split('\r\n\r\n')[0]!
    expect(head).not.toMatch(/^(Bcc|X-Evil):/im)
    expect(server.mails[0]!.to).toEqual(['ann@example.org'])
  })
})

describe('encryption and sign-in', () => {
  const auth: Parameters<typeof startRecordingMailServer>[0] = {
    authOptional: false,
    disabledCommands: [],
    onAuth: ({ username, password }, _, done) =>
      password === 'right' ? done(null, { user: username ?? '' }) : done(new Error('no such password')),
  }

  it('uses the encryption that there is, also with a certificate that nobody vouches for', async () => {
    const server = await serve({ disabledCommands: [] })
    await sendMail(mail)
    expect(server.mails[0]!.isEncrypted).toBe(true)
  })

  it('gives a password only over an encrypted connection to whom the certificate is of', async () => {
    const server = await serve(auth, { SMTP_USER: 'draw', SMTP_PASSWORD: 'right' })
    await expect(sendMail(mail)).rejects.toBeInstanceOf(MailFault)
    vi.stubEnv('SMTP_TLS', 'never')
    forget('env')
    await expect(sendMail(mail)).rejects.toBeInstanceOf(MailFault)
    expect(server.mails).toEqual([])
  })

  it('signs in without encryption only when told to', async () => {
    const plain = { ...auth, disabledCommands: ['STARTTLS'], allowInsecureAuth: true }
    const server = await serve(plain, { SMTP_USER: 'draw', SMTP_PASSWORD: 'right' })
    await expect(sendMail(mail)).rejects.toBeInstanceOf(MailFault)
    vi.stubEnv('SMTP_TLS', 'never')
    forget('env')
    await sendMail(mail)
    expect(server.mails).toMatchObject([{ user: 'draw', isEncrypted: false }])
  })

  it('says that the password is wrong, without saying which', async () => {
    const plain = { ...auth, disabledCommands: ['STARTTLS'], allowInsecureAuth: true }
    await serve(plain, { SMTP_USER: 'draw', SMTP_PASSWORD: 'wrong-one', SMTP_TLS: 'never' })
    const refused = await sendMail(mail).catch((error: Error) => error.message)
    expect(refused).toMatch(/^the mail server did not let us sign in: 535 /)
    expect(refused).not.toContain('wrong-one')
    await expect(verifyMail()).rejects.toThrow('did not let us sign in')
    // It answered: nothing is wrong with the server.
    expect(listBreakers()).toMatchObject([{ name: 'smtp', state: 'closed', failures: 0 }])
  })
})

describe('a mail server', () => {
  it('that refuses a mail is heard, and is not down', async () => {
    const server = await serve()
    server.take = () => {
      throw Object.assign(new Error('5.7.1 looks like spam'), { responseCode: 550 })
    }
    await expect(sendMail(mail)).rejects.toThrow('550 5.7.1 looks like spam')
    expect(listBreakers()).toMatchObject([{ failures: 0 }])
  })

  it('that is gone is told so, and after five times it is not asked any more until a probe finds it', async () => {
    const server = await serve()
    await server.stop()
    for (let time = 0; time < 5; time++) await expect(sendMail(mail)).rejects.toThrow('refused the connection')
    await expect(sendMail(mail)).rejects.toMatchObject({ reason: 'open' })
    await expect(verifyMail()).rejects.toThrow('refused the connection')
    await server.start()
    await verifyMail()
    await sendMail(mail)
    expect(server.mails).toHaveLength(1)
  })

  it('that says nothing is left when the caller leaves', async () => {
    const server = await serve()
    const caller = new AbortController()
    server.take = () => {
      caller.abort(new Error('the caller left'))
      return new Promise(() => {})
    }
    await expect(sendMail(mail, { signal: caller.signal })).rejects.toThrow('the caller left')
  })
})
