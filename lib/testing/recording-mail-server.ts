import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export interface RecordedMail {
  from: string
  to: string[]
  /** Headers and body as they came, lines unfolded. */
  text: string
  isEncrypted: boolean
  user: string | null
}

export interface RecordingMailServer {
  readonly port: number
  mails: RecordedMail[]
  /** Called with each mail once it has all come; throws to refuse it. At first it takes all. */
  take: (mail: RecordedMail) => Promise<void> | void
  stop(): Promise<void>
  /** Listens again, at the same address. */
  start(): Promise<void>
}

/** An SMTP server on a port of its own that writes down every mail. */
export async function startRecordingMailServer(options: SMTPServerOptions = {}): Promise<RecordingMailServer> {
  let server: SMTPServer
  let port = 0
  const mail: RecordingMailServer = {
    get port() {
      return port
    },
    mails: [],
    take: () => {},
    stop: () => new Promise((resolve) => server.close(() => resolve())),
    async start() {
      server = new SMTPServer({
        authOptional: true,
        disabledCommands: ['STARTTLS'],
        logger: false,
        closeTimeout: 50,
        onData,
        ...options,
      })
      // Whoever hangs up in the middle is not our fault.
      server.on('error', () => {})
      const listening = server.listen(port, '127.0.0.1')
      await once(listening, 'listening')
      port = (listening.address() as AddressInfo).port
    },
  }
  const onData: SMTPServerOptions['onData'] = async (stream, session, done) => {
    const chunks: Buffer[] = []
    for await (const chunk of stream) chunks.push(chunk)
    const { mailFrom, rcptTo } = session.envelope
    const recorded = {
      from: mailFrom ? mailFrom.address : '',
      to: rcptTo.map(({ address }) => address),
      text: Buffer.concat(chunks)
        .toString()
        .replace(/\r\n[ \t]+/g, ' '),
      isEncrypted: session.secure,
      user: typeof session.user === 'string' ? session.user : null,
    }
    try {
      await mail.take(recorded)
      mail.mails.push(recorded)
      done(null, 'taken as number 7')
    } catch (error) {
      done(error instanceof Error ? error : new Error('refused'))
    }
  }
  await mail.start()
  return mail
}
