import { isIP } from 'node:net'
import { checkServerIdentity, connect, type PeerCertificate } from 'node:tls'
import { dayMs, type Now } from '@/lib/core/time'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import { type Check, type Finding, found } from '../check'
import { everyHour } from './timing'

interface CertificateDeps {
  appUrl: string
  now?: Now
  /** The certificate that is shown there. */
  read?: typeof readCertificate
}

export interface ShownCertificate {
  validFromMs: number
  validToMs: number
  /** Why a browser would not take it for this host; null when it would. */
  nameFault: string | null
}

const name = 'Certificate'
const levels = [
  { days: 7, word: 'urgent' },
  { days: 14, word: 'warning' },
  { days: 21, word: 'soon' },
] as const

/** How long the certificate of the address that people type is still good. */
export function createCertificateCheck({ appUrl, now = Date.now, read = readCertificate }: CertificateDeps): Check {
  const url = new URL(appUrl)
  return {
    component: { id: 'certificate', name, essential: false, needs: [], uses: [] },
    ...everyHour,
    async probe(signal) {
      if (url.protocol !== 'https:') return found('unknown', 'The address of this server is not HTTPS.')
      try {
        return judgeCertificate(await read(url, signal), now())
      } catch (error) {
        // People may reach it by a way that we have not.
        const message = 'The address of this server cannot be reached from the server itself.'
        return found('unknown', message, describeFault(error))
      }
    },
  }
}

export function judgeCertificate({ validFromMs, validToMs, nameFault }: ShownCertificate, nowMs: number): Finding {
  const days = Math.floor((validToMs - nowMs) / dayMs)
  if (validToMs <= nowMs) return found('down', `${name} has expired; browsers refuse the page.`, 'expired')
  if (validFromMs > nowMs) return found('down', `${name} is not valid yet; browsers refuse the page.`, 'not yet valid')
  if (nameFault) return found('down', `${name} is for another address; browsers refuse the page.`, nameFault)
  const level = levels.find((one) => days < one.days)
  if (!level) return found('up', null, `${days} days left`)
  return found(
    'degraded',
    `${name} expires in ${days === 1 ? '1 day' : `${days} days`}.`,
    `${level.word}: ${days} days left`,
  )
}

/** Takes any certificate, and says of it what it says itself: whoever made it may be known to browsers only. */
export const readCertificate = (url: URL, signal: AbortSignal): Promise<ShownCertificate> =>
  new Promise((resolve, reject) => {
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
    const socket = connect({
      host,
      port: Number(url.port || 443),
      ...(isIP(host) === 0 ? { servername: host } : {}),
      rejectUnauthorized: false,
      timeout: 10_000,
    })
    const hangUp = () => socket.destroy(new Error('stopped'))
    signal.addEventListener('abort', hangUp, { once: true })
    socket.on('secureConnect', () => {
      resolve(describeShown(host, socket.getPeerCertificate()))
      socket.destroy()
    })
    socket.on('timeout', () => socket.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })))
    socket.on('error', reject)
    socket.on('close', () => signal.removeEventListener('abort', hangUp))
  })

const describeShown = (host: string, certificate: PeerCertificate): ShownCertificate => ({
  validFromMs: Date.parse(certificate.valid_from),
  validToMs: Date.parse(certificate.valid_to),
  nameFault: checkServerIdentity(host, certificate) === undefined ? null : 'its names do not match the address',
})
