/** `W/"…"` or `"…"`: what stands between the quotes may be a comma, so a list cannot be split at those (RFC 9110, 8.8.3). */
const tagPattern = /^(W\/)?("[\x21\x23-\x7e\x80-\xff]*")$/
const listItem = /[\t ]*(?:((?:W\/)?"[\x21\x23-\x7e\x80-\xff]*")[\t ]*)?(,|$)/y

/** The tags of an `If-Match` or `If-None-Match`, or `*`; none at all when it is not a list of tags. */
function parseEntityTags(header: string): '*' | string[] {
  if (header.trim() === '*') return '*'
  const tags: string[] = []
  listItem.lastIndex = 0
  while (listItem.lastIndex < header.length) {
    const item = listItem.exec(header)
    if (!item) return []
    if (item[1]) tags.push(item[1])
  }
  return tags
}

const opaquePart = (tag: string): string | undefined => tagPattern.exec(tag)?.[2]

/** Whether an `If-None-Match` names this tag: weak comparison, so `W/"1"` and `"1"` are the same (RFC 9110, 13.1.2). */
export function matchesWeakly(header: string | null, etag: string): boolean {
  if (!header) return false
  const tags = parseEntityTags(header)
  return tags === '*' || tags.some((tag) => opaquePart(tag) === opaquePart(etag))
}

/** The tags of an `If-Match` that can match at all: strong comparison, so weak ones never do (RFC 9110, 13.1.1). */
export function listStrongTags(header: string): '*' | string[] {
  const tags = parseEntityTags(header)
  return tags === '*' ? '*' : tags.filter((tag) => !tag.startsWith('W/'))
}
