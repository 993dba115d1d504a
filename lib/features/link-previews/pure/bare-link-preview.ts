import type { LinkPreviewDto } from '../schema'

/** The card of a page of which nothing is known but its address. */
export const bareLinkPreview = (url: string): LinkPreviewDto => ({
  url,
  title: URL.canParse(url) ? new URL(url).hostname : url,
  description: '',
  image: '',
  favicon: '',
})
