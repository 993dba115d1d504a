import type { Duplex } from 'node:stream'
import { dialOperatorHost } from '@/lib/platform/fetch/dial-operator-host'
import { type Finding, found } from '../check'

const maxAnswerLength = 4_096

/** Signs in, where the address says how, and pings. Throws when there is no answer. */
export async function probeRedis(url: string, signal: AbortSignal): Promise<Finding> {
  const { protocol, hostname, port, username, password } = new URL(url)
  const target = { hostname: hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(port || 6_379) }
  const socket = await dialOperatorHost(target, { isSecure: protocol === 'rediss:', signal })
  try {
    const credentials = [username, password].filter(Boolean).map(decodeURIComponent)
    if (password) {
      const refusal = await say(socket, ['AUTH', ...credentials])
      if (refusal !== 'OK') return found('down', 'Redis does not take the password.', refusal)
    }
    const answer = await say(socket, ['PING'])
    return answer === 'PONG' ? found('up') : found('down', 'Redis answers, but does not serve.', answer)
  } finally {
    socket.destroy()
  }
}

/** The first line of the answer: what was wished for, or the word that a refusal starts with. */
async function say(socket: Duplex, command: string[]): Promise<string> {
  const parts = command.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`)
  socket.write(`*${command.length}\r\n${parts.join('')}`)
  const line = await readLine(socket)
  return line.startsWith('+') ? line.slice(1) : (/^-([A-Z]+)/.exec(line)?.[1] ?? 'no Redis')
}

const readLine = (socket: Duplex): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = ''
    const stop = () => socket.off('data', read).off('error', fail).off('close', close)
    const fail = (error: Error) => {
      stop()
      reject(error)
    }
    const close = () => fail(Object.assign(new Error('closed'), { code: 'ECONNRESET' }))
    const read = (bytes: Buffer) => {
      text += bytes.toString('latin1')
      if (!text.includes('\r\n') && text.length < maxAnswerLength) return
      stop()
      resolve(text.split('\r\n', 1)[0] ?? '')
    }
    socket.on('data', read).on('error', fail).on('close', close)
  })
