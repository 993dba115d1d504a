import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { waitUntil } from '@/lib/boot/wait-until'

interface Visit {
  origin: string
  /** Folder of the image. */
  root: string
  tell(line: string): void
}

const person = { email: 'ann@example.org', password: 'correct horse battery', name: 'Ann' }

/** Uses what has native code, WebAssembly or packages outside of the bundle at least once. */
export async function visitEverything({ origin, root, tell }: Visit): Promise<void> {
  const cookies = new Map<string, string>()
  const ask = async (path: string, status: number, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(origin + path, {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, cookie, origin },
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    assert.equal(response.status, status, `${path}: ${response.status} ${await response.clone().text()}`)
    tell(`${status} ${init.method ?? 'GET'} ${path}`)
    return response
  }
  const send = (body: object): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

  await waitUntil(async () => (await fetch(`${origin}/api/health/ready`)).ok, { timeoutMs: 60_000, everyMs: 200 })
  for (const path of ['/api/health/live', '/api/health/ready', '/metrics', '/sign-in', '/register'])
    await ask(path, 200)
  await ask('/api/auth/register', 201, send(person))
  const { csrfToken }: { csrfToken: string } = await (await ask('/api/auth/csrf', 200)).json()
  await ask('/api/auth/callback/credentials', 200, {
    method: 'POST',
    body: new URLSearchParams({ ...person, csrfToken, json: 'true' }),
  })
  const { id }: { id: string } = await (await ask('/api/diagrams', 201, send({ title: 'In a container' }))).json()
  const body = new FormData()
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
  body.set('diagramId', id)
  body.set('file', new File([svg], 'a.svg', { type: 'image/svg+xml' }))
  await ask('/api/assets', 201, { method: 'POST', body })
  await ask('/diagrams', 200)
  await ask(`/diagrams/${id}`, 200)
  await ask('/tldraw/translations/en.json', 200)
  await ask(`/api/diagrams/${id}/thumbnail`, 200)
  for (const path of ['/api/health/live', '/api/health/ready']) {
    const PORT = new URL(origin).port
    execFileSync(process.execPath, [join(root, 'deploy/docker/probe.mjs'), path], {
      env: { NODE_ENV: 'production', PORT },
    })
    tell(`probe ${path}`)
  }
}
