import { expect, it } from 'vitest'
import { getDb } from '@/lib/platform/db/prisma'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { insertDiagram, insertUser, type TestUser } from '@/lib/testing/factories'
import { GET } from './route'

useDatabase()

const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h1"/></svg>'

it('shows the stored picture, and says when nothing has changed', async () => {
  const ann = await insertUser()
  const { id } = await insertDiagram({ ownerId: ann.id })
  const read = (headers = {}) => callRoute(GET, { as: ann, params: { diagramId: id }, headers })
  const placeholder = await read()
  expect([placeholder.status, placeholder.headers.get('content-type')]).toEqual([200, 'image/svg+xml'])

  await getDb().diagramPreview.create({ data: { diagramId: id, documentClock: 5n, svg } })
  const first = await read({ 'if-none-match': placeholder.headers.get('etag') ?? '' })
  expect(first.headers.get('content-type')).toBe('image/png')
  expect(
    Buffer.from(await first.arrayBuffer())
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG')
  expect(first.headers.get('cache-control')).toBe('private, no-cache')
  expect(first.headers.get('content-security-policy')).toContain("default-src 'none'")
  const etag = first.headers.get('etag') ?? ''
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const second = await read({ 'if-none-match': known })
    expect([second.status, second.headers.get('etag'), await second.text()]).toEqual([304, etag, ''])
  }
})

it('is not shown to strangers', async () => {
  const { id } = await insertDiagram()
  const read = (as?: TestUser) => callRoute(GET, { as, params: { diagramId: id } })
  expect(await readRefusal(await read(await insertUser()))).toEqual([404, 'not_found'])
  expect(await readRefusal(await read())).toEqual([401, 'unauthenticated'])
})
