import ipaddr from 'ipaddr.js'

/** What is assigned to the public internet at all; IPv6 outside of it goes nowhere, or somewhere of the operator's own. */
const globalUnicast = ipaddr.parseCIDR('2000::/3')

/** Addresses in public ranges behind which a cloud answers its own machines: Azure's. */
const platformAddresses = new Set(['168.63.129.16'])

/**
 * Whether a connection to this address leaves for the public internet. Not for private, loopback, link-local (with the
 * metadata services of clouds), shared, multicast, documentation and reserved ranges, nor for IPv6 that carries an IPv4
 * address in it (mapped, NAT64, 6to4, Teredo), whose real target is decided elsewhere.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address) || address.includes('%')) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast' || platformAddresses.has(parsed.toString())) return false
  return parsed.kind() === 'ipv4' || (parsed.match(globalUnicast) && !endsInIsatap(parsed.toByteArray()))
}

/** RFC 5214: an interface id of ::0:5efe:a.b.c.d or ::200:5efe:a.b.c.d is a tunnel to that IPv4 address. */
const endsInIsatap = (bytes: number[]): boolean =>
  [0, 2].includes(bytes[8] ?? -1) && bytes[9] === 0 && bytes[10] === 0x5e && bytes[11] === 0xfe
