import { setTimeout as delay } from 'node:timers/promises'

export type Kind = 'request' | 'page' | 'upload' | 'ready' | 'live'

export interface Visit {
  kind: Kind
  path: string
  /** 0: no answer at all. */
  status: number
  contentType: string
  startedAtMs: number
  tookMs: number
}

interface VisitorOptions {
  getOrigin(): string
  cookie: string
  diagramId: string
}

const hungAfterMs = 20_000

/** A person who browses: lists, a diagram, a page, a rename, an upload, each again and again and beside the others. */
export class Visitor {
  readonly visits: Visit[] = []
  private isStopped = false
  private running: Promise<void>[] = []

  constructor(private readonly options: VisitorOptions) {}

  start(everyMs: number): void {
    const { diagramId } = this.options
    const one = `/api/diagrams/${diagramId}`
    let count = 0
    const rename = () => ({
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ title: `Title ${count++}` }),
    })
    const upload = () => {
      const body = new FormData()
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="${++count}" height="9"/></svg>`
      body.set('diagramId', diagramId)
      body.set('file', new File([svg], 'a.svg', { type: 'image/svg+xml' }))
      return { method: 'POST', body }
    }
    this.running = [
      this.repeat(everyMs, () => this.visit('request', '/api/diagrams')),
      this.repeat(everyMs, () => this.visit('request', one)),
      this.repeat(everyMs, () => this.visit('request', one, rename())),
      // Cleaning a drawing costs the server ten times what a list does.
      this.repeat(5 * everyMs, () => this.visit('upload', '/api/assets', upload())),
      this.repeat(2 * everyMs, () => this.visit('page', '/diagrams')),
      this.repeat(everyMs, () => this.visit('ready', '/api/health/ready')),
      this.repeat(everyMs, () => this.visit('live', '/api/health/live')),
    ]
  }

  async stop(): Promise<void> {
    this.isStopped = true
    await Promise.all(this.running)
  }

  /** Whether of each kind something was asked since then, and the last of it was answered well. */
  isServedSince(sinceMs: number): boolean {
    const last = new Map<string, Visit>()
    for (const visit of this.visits) if (visit.startedAtMs >= sinceMs) last.set(`${visit.kind} ${visit.path}`, visit)
    return last.size === 6 && [...last.values()].every(({ status }) => status >= 200 && status < 300)
  }

  private async repeat(everyMs: number, visit: () => Promise<void>): Promise<void> {
    while (!this.isStopped) {
      await visit()
      await delay(everyMs)
    }
  }

  private async visit(kind: Kind, path: string, init: RequestInit = {}): Promise<void> {
    const { cookie, getOrigin } = this.options
    const startedAtMs = performance.now()
    const visit: Visit = { kind, path, status: 0, contentType: '', startedAtMs, tookMs: 0 }
    try {
      const response = await fetch(getOrigin() + path, {
        ...init,
        headers: { ...init.headers, cookie, origin: getOrigin() },
        redirect: 'manual',
        signal: AbortSignal.timeout(hungAfterMs),
      })
      await response.arrayBuffer()
      visit.status = response.status
      visit.contentType = response.headers.get('content-type') ?? ''
    } catch {
      // No answer; the status says so.
    }
    visit.tookMs = performance.now() - startedAtMs
    this.visits.push(visit)
  }
}
