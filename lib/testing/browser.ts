import type { RouteHandler } from '@/lib/http/route'

/** A browser as far as routes can tell: it keeps cookies between calls and says its origin with each write. */
export class TestBrowser {
  readonly cookies = new Map<string, string>()
  readonly origin = 'http://localhost:3000'

  async call(
    handler: RouteHandler,
    path: string,
    init: RequestInit & { params?: Record<string, string | string[]> } = {},
  ) {
    const { params = {}, ...rest } = init
    const headers = new Headers(rest.headers)
    headers.set('cookie', this.cookieHeader)
    headers.set('host', new URL(this.origin).host)
    if (rest.method && rest.method !== 'GET' && !headers.has('origin')) headers.set('origin', this.origin)
    const response = await handler(new Request(this.origin + path, { ...rest, headers }), { params })
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie)
    return response
  }

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  private keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split(';')
    const at = pair.indexOf('=')
    const expires = attributes.find((attribute) => attribute.trim().toLowerCase().startsWith('expires='))
    const isOver = expires !== undefined && Date.parse(expires.split('=')[1] ?? '') <= Date.now()
    if (isOver || pair.slice(at + 1) === '') this.cookies.delete(pair.slice(0, at))
    else this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
  }
}
