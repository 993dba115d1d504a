/** The few methods of a Node response that next-auth calls, gathering a `Response`. */
export class AuthAnswer {
  private statusCode = 200
  private body: string | null = null
  private readonly headers = new Map<string, string | string[]>()
  private readonly origin: string

  /** next-auth guesses the origin of the addresses it answers with; this is the one that was asked. */
  constructor(origin: string) {
    this.origin = origin
  }

  status(code: number): this {
    this.statusCode = code
    return this
  }

  getHeader(name: string): string | string[] | undefined {
    return this.headers.get(name.toLowerCase())
  }

  setHeader(name: string, value: string | string[]): this {
    this.headers.set(name.toLowerCase(), value)
    return this
  }

  json(body: unknown): void {
    this.setHeader('content-type', 'application/json')
    const isRedirect = typeof body === 'object' && body !== null && 'url' in body
    this.body = JSON.stringify(isRedirect ? { url: this.origin + toPath(String(body.url)) } : body)
  }

  send(body: unknown): void {
    if (typeof body === 'string') this.body = body
    else if (body !== undefined) this.json(body)
  }

  end(): void {
    this.body ??= null
  }

  toResponse(keepCookie: (cookie: string) => boolean): Response {
    const headers = new Headers()
    for (const [name, value] of this.headers) {
      const values = name === 'set-cookie' ? [value].flat().filter(keepCookie) : [value].flat()
      for (const one of values) headers.append(name, name === 'location' ? toPath(one) : one)
    }
    return new Response(this.body, { status: this.statusCode, headers })
  }
}

/** A path is right behind every proxy. */
function toPath(address: string): string {
  if (!URL.canParse(address)) return address
  const { pathname, search } = new URL(address)
  return pathname + search
}
