import ipaddr from 'ipaddr.js'

type Network = ReturnType<typeof ipaddr.parseCIDR>

/** An address or a network, in full; null when it is neither. */
export function parseNetwork(word: string): Network | null {
  const [base = ''] = word.split('/')
  if (!isAddress(base)) return null
  if (ipaddr.isValidCIDR(word)) return ipaddr.parseCIDR(word)
  if (base !== word) return null
  const address = ipaddr.process(word)
  return [address, address.kind() === 'ipv4' ? 32 : 128]
}

/** In full: `10.1` and `0x7f000001` are addresses to some, and a way around a list. */
const isAddress = (word: string): boolean => ipaddr.IPv4.isValidFourPartDecimal(word) || ipaddr.IPv6.isValid(word)

/** A client with IPv6 is a whole /64 to us (`findClientAddress`), so that no network can be smaller. */
const longestPrefix = { ipv4: 32, ipv6: 64 }

/** A network that clients can be in, written in one way: `10.0.0.0/8`, `203.0.113.7`, `2001:db8::/32`; null for what is none. */
export function normalizeNetwork(word: string): string | null {
  const parsed = parseNetwork(word.trim())
  if (!parsed) return null
  const [address, bits] = parsed
  const kind = address.kind()
  // IPv4 in IPv6 clothes: no client is written like that.
  if (bits > longestPrefix[kind] || ('isIPv4MappedAddress' in address && address.isIPv4MappedAddress())) return null
  const text = `${address.toString()}/${bits}`
  const base = kind === 'ipv4' ? ipaddr.IPv4.networkAddressFromCIDR(text) : ipaddr.IPv6.networkAddressFromCIDR(text)
  return kind === 'ipv4' && bits === 32 ? base.toString() : `${base.toString()}/${bits}`
}

/** Networks with commas between, or `all`, which is none; null when one is no network that clients can be in. */
export function parseNetworks(text: string): string[] | null {
  if (text.trim() === 'all') return []
  const networks = text.split(',').map(normalizeNetwork)
  return networks.includes(null) ? null : networks.filter((network) => network !== null)
}

/** Whether a client, as `findClientAddress` names it, is in one of these networks; whoever nobody can name is in none. */
export function isInNetworks(client: string | null, networks: readonly string[]): boolean {
  const shown = presentClient(client)
  if (shown === null) return false
  const [address] = ipaddr.parseCIDR(shown.includes('/') ? shown : `${shown}/32`)
  return networks.some((network) => {
    const [base, bits] = parseNetwork(network) ?? [null, 0]
    return base !== null && base.kind() === address.kind() && address.match(base, bits)
  })
}

/** As people write it: `203.0.113.7`, or `2001:db8:1:2::/64` of the key that limits count by. */
export function presentClient(client: string | null): string | null {
  const key = client?.match(/^([0-9a-f]{16})\/64$/)?.[1]
  if (!key) return client
  return `${ipaddr.IPv6.parse(`${key.match(/.{4}/g)?.join(':')}::`).toString()}/64`
}
