/**
 * What a page may load: only from us. No directive names a host, so no request can leave this origin. `data:` and `blob:`
 * stay in the browser; the editor draws, exports and measures with them. Its styles are inline, hence `unsafe-inline` there;
 * scripts need this response's nonce or come from our own files.
 */
export function makeContentSecurityPolicy({ nonce, dev }: { nonce: string; dev: boolean }): string {
  return Object.entries({
    'default-src': "'none'",
    // React's error overlay evaluates code, in development only.
    'script-src': `'self' 'nonce-${nonce}'${dev ? " 'unsafe-eval'" : ''}`,
    'style-src': "'self' 'unsafe-inline'",
    'img-src': "'self' data: blob:",
    'media-src': "'self' data: blob:",
    'font-src': "'self' data:",
    // 'self' covers the WebSocket of the same host and port.
    'connect-src': "'self' data: blob:",
    'worker-src': "'self' blob:",
    'manifest-src': "'self'",
    'frame-src': "'none'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  })
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ')
}
