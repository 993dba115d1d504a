import type ipaddr from 'ipaddr.js'
import { parseNetwork } from './networks'

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
