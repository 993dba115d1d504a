import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { connect, isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { Duplex } from 'node:stream'
import { connect as secure } from 'node:tls'
import { isPublicAddress } from './is-public-address'
import type { PublicUrl } from './parse-public-url'
import { PublicFetchError } from './public-fetch-error'

/** How the outside is reached; tests bring their own and count. */
export interface Dialer {
  /** Every address of a name. */
  resolve(hostname: string): Promise<string[]>
  /** A TCP connection to exactly this address. */
  dial(address: string, port: number): Duplex
}

export const internetDialer: Dialer = {
  async resolve(hostname) {
    const found = await lookup(hostname, { all: true, order: 'ipv4first' })
    return found.map(({ address }) => address)
  },
  dial: (host, port) => connect({ host, port }),
}

/** A name with many addresses of which none answers must not hold us up. */
const maxAttempts = 3

/**
 * A connection to a public host. The name is resolved once, and what is dialled is the address that was checked: what the
 * name means a moment later does not matter. One address that is not public among several refuses the name.
 */
export async function openConnection(target: PublicUrl, { dialer, signal }: { dialer: Dialer; signal: AbortSignal }) {
  const addresses = await resolvePublic(target.hostname, dialer)
  let cause: unknown
  for (const address of addresses.slice(0, maxAttempts)) {
    signal.throwIfAborted()
    const raw = dialer.dial(address, target.port)
    raw.on('error', ignore)
    try {
      return await establish(raw, target, signal)
    } catch (error) {
      raw.destroy()
      cause = error
    }
  }
  throw new PublicFetchError('unreachable', { cause })
}

async function resolvePublic(hostname: string, dialer: Dialer): Promise<string[]> {
  const addresses =
    isIP(hostname) !== 0
      ? [hostname]
      : await dialer.resolve(hostname).catch((cause: unknown) => {
          throw new PublicFetchError('unresolved', { cause })
        })
  if (addresses.length === 0) throw new PublicFetchError('unresolved')
  const own = listOwnAddresses()
  if (!addresses.every((address) => isPublicAddress(address) && !own.has(address))) {
    throw new PublicFetchError('not-public')
  }
  return addresses
}

/** A server with a public address of its own would otherwise be reached past whatever stands in front of it. */
const listOwnAddresses = (): Set<string> =>
  new Set(Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address)))

async function establish(raw: Duplex, { hostname, isSecure }: PublicUrl, signal: AbortSignal): Promise<Duplex> {
  await once(raw, 'connect', { signal })
  if (!isSecure) return raw
  const socket = secure({
    socket: raw,
    ...(isIP(hostname) === 0 ? { servername: hostname } : {}),
    ALPNProtocols: ['http/1.1'],
  })
  socket.on('error', ignore)
  await once(socket, 'secureConnect', { signal })
  return socket
}

/** Whoever waits for the connection is told; afterwards nobody asks any more. */
const ignore = () => undefined
