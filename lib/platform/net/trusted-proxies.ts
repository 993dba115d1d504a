import ipaddr from 'ipaddr.js'

type Network = ReturnType<typeof ipaddr.parseCIDR>

/** The proxies whose word counts: how many stand in front of us, or where they are. */
export type TrustedProxies = { type: 'count'; count: number } | { type: 'networks'; networks: Network[] }

const maxCount = 16

/** `none`, a number of proxies, or addresses and networks with commas between; null when it is none of these. */
export function parseTrustedProxies(text: string): TrustedProxies | null {
  const words = text.split(',').map((word) => word.trim())
  if (words.length === 1 && words[0] === 'none') return { type: 'count', count: 0 }
  if (words.length === 1 && /^\d{1,2}$/.test(words[0]!)) {
    const count = Number(words[0])
    return count <= maxCount ? { type: 'count', count } : null
  }
  const networks = words.map(parseNetwork)
  return networks.includes(null) ? null : { type: 'networks', networks: networks.filter((network) => network !== null) }
}

function parseNetwork(word: string): Network | null {
  if (ipaddr.isValidCIDR(word)) return ipaddr.parseCIDR(word)
  if (!isAddress(word)) return null
  const address = ipaddr.process(word)
  return [address, address.kind() === 'ipv4' ? 32 : 128]
}

/** In full: `10.1` and `0x7f000001` are addresses to some, and a way around a list. */
const isAddress = (word: string): boolean => ipaddr.IPv4.isValidFourPartDecimal(word) || ipaddr.IPv6.isValid(word)
