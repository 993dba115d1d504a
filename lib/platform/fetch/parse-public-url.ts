import { isIP } from 'node:net'
import { isPublicAddress } from './is-public-address'
import { PublicFetchError } from './public-fetch-error'

export interface PublicUrl {
  url: URL
  /** Without the brackets of IPv6. */
  hostname: string
  port: number
  isSecure: boolean
}

/**
 * An address that may be fetched as far as its text can tell. The URL parser has already turned every spelling of an IPv4
 * address (decimal, octal, hexadecimal, fullwidth digits) into the usual one. Throws `PublicFetchError`.
 */
export function parsePublicUrl(address: string, base?: URL): PublicUrl {
  if (!URL.canParse(address, base?.href)) throw new PublicFetchError('address')
  const url = new URL(address, base?.href)
  if (!(url.protocol === 'http:' || url.protocol === 'https:')) throw new PublicFetchError('address')
  if (url.username !== '' || url.password !== '' || url.port !== '') throw new PublicFetchError('address')
  const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1')
  if (isIP(hostname) !== 0 && !isPublicAddress(hostname)) throw new PublicFetchError('not-public')
  if (isIP(hostname) === 0 && !isPublicName(hostname)) throw new PublicFetchError('not-public')
  return { url, hostname, port: url.protocol === 'https:' ? 443 : 80, isSecure: url.protocol === 'https:' }
}

const localNames =
  /\.(localhost|local|localdomain|internal|intranet|lan|home|private|corp|home\.arpa|in-addr\.arpa|ip6\.arpa|test|invalid|onion)\.?$/

/** Not a name that only a local resolver knows. What a public name resolves to is checked when it is resolved. */
const isPublicName = (hostname: string): boolean =>
  hostname.replace(/\.$/, '').includes('.') && !localNames.test(hostname)
