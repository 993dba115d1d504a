import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { connect, isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as secure } from 'node:tls'
import { isMetadataAddress } from './is-metadata-address'

/** The address is one that must not be connected to, whoever names it. */
export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress'
  readonly code = 'FORBIDDEN_ADDRESS'

  constructor() {
    super('the address is one of a cloud’s own services')
  }
}

export interface OperatorHost {
  /** Without the brackets of IPv6. */
  hostname: string
  port: number
}

/**
 * The addresses of a host that an admin has named: it may be in a private network, but it is never where a cloud tells its
 * machines their credentials. Errors: ForbiddenAddress, and those of the resolver.
 */
export async function resolveOperatorHost(hostname: string): Promise<string[]> {
  const addresses =
    isIP(hostname) === 0
      ? (await lookup(hostname, { all: true, order: 'ipv4first' })).map(({ address }) => address)
      : [hostname]
  if (addresses.some(isMetadataAddress)) throw new ForbiddenAddress()
  return addresses
}

/** A connection to exactly an address that was looked at, whatever the name means a moment later. */
export async function dialOperatorHost(
  { hostname, port }: OperatorHost,
  { isSecure, signal }: { isSecure: boolean; signal: AbortSignal },
): Promise<Duplex> {
  const [address = ''] = await resolveOperatorHost(hostname)
  signal.throwIfAborted()
  const raw = connect({ host: address, port })
  raw.on('error', ignore)
  signal.addEventListener('abort', () => raw.destroy(), { once: true })
  try {
    await once(raw, 'connect', { signal })
    if (!isSecure) return raw
    const servername = isIP(hostname) === 0 ? { servername: hostname } : {}
    const socket = secure({ socket: raw, ...servername, ALPNProtocols: ['http/1.1'] })
    socket.on('error', ignore)
    await once(socket, 'secureConnect', { signal })
    return socket
  } catch (error) {
    raw.destroy()
    throw error
  }
}

/** Whoever waits for the connection is told; afterwards nobody asks any more. */
const ignore = () => undefined
