import ipaddr from 'ipaddr.js'
import { LRUCache } from 'lru-cache'
import type { TrustedProxies } from './trusted-proxies'

type Address = ReturnType<typeof ipaddr.parse>

/** Whoever asks once asks again, by the same proxies, and reading an address costs about as much as counting the request. */
const read = new LRUCache<string, { address: Address | null }>({ max: 1_000 })

interface Asked {
  /** The other end of the connection; null where nobody tells us. */
  peer: string | null
  forwardedFor: string | null
  trusted: TrustedProxies
}

/**
 * Whose request it is, as far as the trusted proxies can tell: `X-Forwarded-For` is read from the right, since each proxy
 * appends whom it has seen and whatever stands further left may be made up. Null when nobody said.
 */
export function findClientAddress({ peer, forwardedFor, trusted }: Asked): string | null {
  const nearest = peer === null ? null : parseAddress(peer)
  if (trusted.type === 'count' && trusted.count === 0) return nearest && presentClient(nearest)
  const hops = [nearest, ...listForwarded(forwardedFor)]
  let client = nearest
  for (const [distance, hop] of hops.entries()) {
    // An entry that is no address was not written by a proxy of ours.
    if (hop === null && distance > 0) break
    client = hop
    if (!isTrusted(hop, distance, trusted)) break
  }
  return client && presentClient(client)
}

/** Nearest first, and no more of them than any chain of proxies is long. */
function listForwarded(header: string | null): (Address | null)[] {
  if (!header) return []
  return header.slice(-1_000).split(',').slice(-17).toReversed().map(parseAddress)
}

function isTrusted(hop: Address | null, distance: number, trusted: TrustedProxies): boolean {
  if (trusted.type === 'count') return distance < trusted.count
  return (
    hop !== null &&
    trusted.networks.some(([network, bits]) => hop.kind() === network.kind() && hop.match(network, bits))
  )
}

function parseAddress(text: string): Address | null {
  const known = read.get(text)
  if (known) return known.address
  const address = parseAnew(text)
  read.set(text, { address })
  return address
}

/** With or without a port, as some proxies write it; an IPv4 address in IPv6 clothes is an IPv4 address. */
function parseAnew(text: string): Address | null {
  const bare = text
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
  if (!ipaddr.IPv4.isValidFourPartDecimal(bare) && !ipaddr.IPv6.isValid(bare)) return null
  return ipaddr.process(bare)
}

/** A household or a server has a whole /64 of IPv6 to itself; counting single addresses would count nobody. */
function presentClient(address: Address): string {
  if (address.kind() === 'ipv4') return address.toString()
  return `${address
    .toByteArray()
    .slice(0, 8)
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')}/64`
}
