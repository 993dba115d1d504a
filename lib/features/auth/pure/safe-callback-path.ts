/** Where to go after signing in. Only a path of this site: anything that a browser would read as another host is `/diagrams`. */
export function safeCallbackPath(given: string | null | undefined): string {
  const fallback = '/diagrams'
  if (!given?.startsWith('/') || !URL.canParse(given, 'http://self.invalid')) return fallback
  const { origin, pathname, search, hash } = new URL(given, 'http://self.invalid')
  return origin === 'http://self.invalid' && !pathname.startsWith('//') ? pathname + search + hash : fallback
}
