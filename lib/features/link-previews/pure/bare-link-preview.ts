import type { LinkPreviewDto } from '../schema'

/** The card of a page of which nothing is known but its address. */
export const bareLinkPreview = (url: string): LinkPreviewDto => ({
  url,
  title: URL.canParse(url) ? shorten(new URL(url)) : url,
  description: '',
  image: '',
  favicon: '',
})

const maxLength = 100

/** Two cards of one host must differ, so the path belongs to it. */
function shorten({ host, pathname }: URL): string {
  const title = `${host}${decodePath(pathname).replace(/\/$/, '')}`
  return title.length > maxLength ? `${title.slice(0, maxLength - 1)}…` : title
}

function decodePath(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}
