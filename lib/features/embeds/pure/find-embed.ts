import { type EmbedService, embedServices } from './embed-services'

export interface Embed {
  service: EmbedService
  /** What the frame shows. */
  frameUrl: string
}

const maxLength = 4_000

/**
 * The embed that an address stands for: only of a service we know, whose host it names to the letter, by the usual port and
 * without credentials. The address itself is never framed, only one made of the parts that were understood.
 */
export function findEmbed(address: string): Embed | null {
  if (address.length > maxLength || !URL.canParse(address)) return null
  const url = new URL(address)
  if (!/^https?:$/.test(url.protocol) || url.username || url.password || url.port) return null
  const service = embedServices.find(({ pageHosts }) => pageHosts.includes(url.host))
  const path = service?.computeFramePath(url)
  return service && path ? { service, frameUrl: `https://${service.frameHost}${path}` } : null
}
