import type { Actor } from '@/lib/core/actor'
import type { DiagramId } from '@/lib/core/ids'
import { getEnv } from '@/lib/platform/env/env'
import { fetchPublic } from '@/lib/platform/fetch/fetch-public'
import type { Dialer } from '@/lib/platform/fetch/open-connection'
import { PublicFetchError } from '@/lib/platform/fetch/public-fetch-error'
import { getLog } from '@/lib/platform/log/log'
import { remember } from '@/lib/platform/remember'
import { storeAsset } from '../assets/store-asset'
import { authorizeDiagram } from '../diagrams/authorize-diagram'
import { bareLinkPreview } from './pure/bare-link-preview'
import { decodePage } from './pure/decode-page'
import { readPageFacts } from './pure/read-page-facts'
import type { LinkPreviewDto } from './schema'

const timeoutMs = 5_000
const maxBytes = 1024 * 1024
/** So many at once per process; who comes later gets the bare card. */
const maxRunning = 20

const pageTypes = ['text/html', 'application/xhtml+xml']
const pictureTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/svg+xml']

interface PreviewLink {
  actor: Actor
  diagramId: DiagramId
  url: string
  dialer?: Dialer
}

/**
 * What a card in this diagram says of a page elsewhere; its pictures become assets of the diagram, since no page of ours asks
 * anyone else. Whatever goes wrong gives the bare card: the difference between "refused" and "not there" would tell what is
 * in our network. Errors: unauthenticated, not_found and forbidden as for the diagram.
 */
export async function previewLink(asked: PreviewLink): Promise<LinkPreviewDto> {
  const { actor, diagramId, url } = asked
  await authorizeDiagram({ actor, diagramId, action: 'edit' })
  const running = remember('link-previews.running', () => ({ count: 0 }))
  if (getEnv().LINK_PREVIEWS === 'off' || running.count >= maxRunning) return bareLinkPreview(url)
  running.count++
  try {
    return await preview(asked)
  } catch (error) {
    if (!(error instanceof PublicFetchError)) throw error
    getLog('links').info({ err: error, host: new URL(url).host }, 'a link has no preview')
    return bareLinkPreview(url)
  } finally {
    running.count--
  }
}

async function preview(asked: PreviewLink): Promise<LinkPreviewDto> {
  const { url, dialer } = asked
  const signal = AbortSignal.timeout(timeoutMs)
  const page = await fetchPublic({ url, accept: pageTypes, maxBytes, isCutOff: true, signal, dialer })
  const facts = readPageFacts(decodePage(page.bytes, page.contentType), page.url)
  const [image, favicon] = await Promise.all([
    keepPicture(facts.imageUrl, asked, signal),
    keepPicture(facts.iconUrl ?? new URL('/favicon.ico', page.url).href, asked, signal),
  ])
  const bare = bareLinkPreview(url)
  return { ...bare, title: facts.title || bare.title, description: facts.description, image, favicon }
}

/** The address of our copy of a picture; empty when there is none that we could keep. */
async function keepPicture(url: string | null, asked: PreviewLink, signal: AbortSignal): Promise<string> {
  if (!url) return ''
  const { actor, diagramId, dialer } = asked
  try {
    const { bytes } = await fetchPublic({ url, accept: pictureTypes, maxBytes, isCutOff: false, signal, dialer })
    return (await storeAsset({ actor, diagramId, pieces: [bytes] })).url
  } catch (error) {
    getLog('links').info({ err: error, host: new URL(url).host }, 'a link has no picture')
    return ''
  }
}
