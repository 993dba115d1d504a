import ipaddr from 'ipaddr.js'

/** Beyond link-local addresses, where nearly all of them are: AWS by IPv6, Alibaba, Azure, Oracle. */
const others = new Set(['fd00:ec2::254', '100.100.100.200', '168.63.129.16', '192.0.0.192'])
/** IPv6 ranges whose last four bytes are an IPv4 address: NAT64, and the old "compatible" form. */
const carriers = [ipaddr.parseCIDR('64:ff9b::/96'), ipaddr.parseCIDR('::/96')]

/** Whether a cloud answers its own machines at this address, with their credentials among other things. */
export function isMetadataAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed.range() === 'linkLocal' || others.has(parsed.toString())) return true
  if (!(parsed instanceof ipaddr.IPv6) || !carriers.some((range) => parsed.match(range))) return false
  const carried = parsed.toByteArray().slice(12)
  return carried[0] !== 0 && isMetadataAddress(carried.join('.'))
}
