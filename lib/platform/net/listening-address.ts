import { remember } from '../remember'

export interface ListeningAddress {
  host: string
  port: number
}

/** `server.mjs` writes it when its socket listens. */
const getSlot = () => remember('net.listening', () => ({ address: null as ListeningAddress | null }))

/** Where this process can reach itself; null while it listens nowhere. */
export function findListeningAddress(): ListeningAddress | null {
  const { address } = getSlot()
  if (!address) return null
  const host = { '0.0.0.0': '127.0.0.1', '::': '::1' }[address.host] ?? address.host
  return { host, port: address.port }
}

export function noteListeningAddress(address: ListeningAddress | null): void {
  getSlot().address = address
}
