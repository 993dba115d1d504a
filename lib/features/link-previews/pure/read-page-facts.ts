import { Parser } from 'htmlparser2'

export interface PageFacts {
  title: string
  description: string
  /** Absolute addresses of http or https; null when the page names none. */
  imageUrl: string | null
  iconUrl: string | null
}

const maxTitleLength = 200
const maxDescriptionLength = 500
/** Whatever else opens is the body, with or without its tag. */
const headTags = new Set(['html', 'head', 'title', 'meta', 'link', 'base', 'script', 'style', 'noscript', 'template'])
/** The parser takes longer for each element that is still open. */
const maxTags = 2_000

/** What a page says of itself in its head. One pass, whatever the page is made of; the body is not looked at. */
export function readPageFacts(html: string, pageUrl: string): PageFacts {
  const found = new Map<string, string>()
  const keep = (name: string, value: string | undefined) => {
    if (value?.trim() && !found.has(name)) found.set(name, value)
  }
  let isInTitle = false
  let title = ''
  let tags = 0
  const parser = new Parser({
    onopentag(tag, { name, property, content, rel, href }) {
      if (!headTags.has(tag) || ++tags > maxTags) parser.pause()
      else if (tag === 'meta') keep((property ?? name ?? '').toLowerCase(), content)
      else if (tag === 'link' && /(^|\s)(icon|apple-touch-icon)(\s|$)/i.test(rel ?? '')) keep('icon', href)
      isInTitle = tag === 'title' && title === ''
    },
    ontext(text) {
      if (isInTitle && title.length < maxTitleLength) title += text
    },
    onclosetag(tag) {
      if (tag === 'title') isInTitle = false
      if (tag === 'head') parser.pause()
    },
  })
  parser.write(html)
  const first = (...names: string[]) => names.map((name) => found.get(name)).find((value) => value !== undefined)
  return {
    title: clean(first('og:title', 'twitter:title') ?? title, maxTitleLength),
    description: clean(first('og:description', 'twitter:description', 'description') ?? '', maxDescriptionLength),
    imageUrl: toAddress(first('og:image:secure_url', 'og:image:url', 'og:image', 'twitter:image'), pageUrl),
    iconUrl: toAddress(first('icon'), pageUrl),
  }
}

/** One line without characters that cannot be seen or would turn the rest of the line around. */
function clean(text: string, maxLength: number): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Surrogate}\s]+/gu, ' ').trim()
  if (line.length <= maxLength) return line
  const cut = line.slice(0, maxLength - 1).replace(/\p{Surrogate}$/u, '')
  return `${cut.trimEnd()}…`
}

function toAddress(address: string | undefined, pageUrl: string): string | null {
  if (!address || !URL.canParse(address, pageUrl)) return null
  const url = new URL(address, pageUrl)
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null
}
