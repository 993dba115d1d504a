import type { IncomingMessage } from 'node:http'
import { getEnv } from '../env/env'
import { remember } from '../remember'
import { findClientAddress } from './client-address'
import { hasOwnServer } from './own-server'
import { parseTrustedProxies } from './trusted-proxies'

/** Handlers do not see the connection, so `server.mjs` writes its address here, over whatever a client has sent. */
export const peerHeader = 'x-autograph-peer'

const getTrusted = () =>
  remember(
    'net.trustedProxies',
    () => parseTrustedProxies(getEnv().TRUSTED_PROXIES) ?? { type: 'count' as const, count: 0 },
  )

/** The client of a request by its headers. */
export function readClientAddress(headers: Headers): string | null {
  // Where our own server does not run, nobody overwrites the header and it means nothing.
  const peer = hasOwnServer() ? headers.get(peerHeader) : null
  return findClientAddress({ peer, forwardedFor: headers.get('x-forwarded-for'), trusted: getTrusted() })
}

/** The client of a socket by its upgrade. */
export function findSocketAddress(request: IncomingMessage): string | null {
  const forwardedFor = [request.headers['x-forwarded-for'] ?? []].flat().join(',') || null
  return findClientAddress({ peer: request.socket.remoteAddress ?? null, forwardedFor, trusted: getTrusted() })
}
