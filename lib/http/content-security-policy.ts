/**
 * Style elements that libraries add without asking for a nonce. Their text never changes within a version, so its hash is
 * enough; a test computes the hashes from what is installed.
 */
export const styleHashes = {
  /** As an element is while it is being made. */
  empty: "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  sonner: "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
  tiptap: "'sha256-lXlJYeyC1JKGGk/TTSt/C8jVtWRiZYKKEtI5WT9Jtg8='",
  select: "'sha256-441zG27rExd4/il+NvIqyL8zFx5XmyNQtE381kSkUJk='",
}

export interface PagePolicy {
  nonce: string
  dev: boolean
  /** Exact hosts whose pages a diagram may show. */
  frameHosts?: readonly string[]
  /** Where live connections go, when that is another host. */
  syncOrigin?: string | null
}

/**
 * What a page may load: only from us. No directive names a host but those whose pages an operator lets diagrams show, and
 * that of our own live connections where it is another one, so nothing else can leave this origin. `data:` and `blob:` stay in the browser; the editor draws, exports and measures with
 * them. Scripts and style elements need this response's nonce or come from our own files; style attributes, which the editor
 * cannot do without, can change how things look and nothing else.
 */
export function makeContentSecurityPolicy({ nonce, dev, frameHosts = [], syncOrigin = null }: PagePolicy): string {
  const ownStyles = `'self' 'nonce-${nonce}' ${Object.values(styleHashes).join(' ')}`
  return Object.entries({
    'default-src': "'none'",
    // React's error overlay evaluates code, and styles are replaced while they are written; in development only.
    'script-src': `'self' 'nonce-${nonce}'${dev ? " 'unsafe-eval'" : ''}`,
    'style-src': dev ? "'self' 'unsafe-inline'" : ownStyles,
    'style-src-attr': "'unsafe-inline'",
    'img-src': "'self' data: blob:",
    'media-src': "'self' data: blob:",
    'font-src': "'self' data:",
    // 'self' covers the WebSocket of the same host and port.
    'connect-src': `'self' data: blob:${syncOrigin ? ` ${syncOrigin.replace(/^http/, 'ws')}` : ''}`,
    'worker-src': "'self' blob:",
    'manifest-src': "'self'",
    'frame-src': frameHosts.length > 0 ? frameHosts.map((host) => `https://${host}`).join(' ') : "'none'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  })
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ')
}
