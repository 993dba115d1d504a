import type { EmbedDefinition } from 'tldraw'
import type { Embed } from '@/lib/features/embeds/pure/find-embed'

/** What tldraw wants to know of a service; its matching of hosts is left without any. */
export const computeDefinition = ({ service, frameUrl }: Embed): EmbedDefinition => ({
  type: service.type,
  title: service.title,
  hostnames: [],
  ...service.size,
  doesResize: true,
  isAspectRatioLocked: service.isAspectRatioLocked ?? false,
  toEmbedUrl: () => frameUrl,
  fromEmbedUrl: () => undefined,
})
