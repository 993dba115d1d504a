import { describe, expect, it } from 'vitest'
import { bareLinkPreview } from '@/lib/features/link-previews/pure/bare-link-preview'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { insertDiagram, insertMember, insertUser, type TestUser } from '@/lib/testing/factories'
import { POST } from './route'

useDatabase()

describe('POST /api/diagrams/:id/link-previews', () => {
  const ask = async (given: { as: TestUser | null; diagramId: string; url?: unknown }) => {
    const { as, diagramId, url = 'http://127.0.0.1/' } = given
    return callRoute(POST, { as, method: 'POST', params: { diagramId }, body: { url } })
  }

  it('answers who may edit', async () => {
    const owner = await insertUser()
    const { id: diagramId } = await insertDiagram({ ownerId: owner.id })
    const response = await ask({ as: owner, diagramId })
    expect([response.status, await response.json()]).toEqual([200, bareLinkPreview('http://127.0.0.1/')])
  })

  it('refuses everybody else, and what is no web address', async () => {
    const owner = await insertUser()
    const { id: diagramId } = await insertDiagram({ ownerId: owner.id })
    const viewer = await insertUser()
    await insertMember({ diagramId, userId: viewer.id, role: 'viewer' })
    const stranger = await insertUser()
    expect(await readRefusal(await ask({ as: null, diagramId }))).toEqual([401, 'unauthenticated'])
    expect(await readRefusal(await ask({ as: stranger, diagramId }))).toEqual([404, 'not_found'])
    expect(await readRefusal(await ask({ as: viewer, diagramId }))).toEqual([403, 'forbidden'])
    for (const url of ['file:///etc/passwd', 'javascript:alert(1)', '', 7, null]) {
      expect(await readRefusal(await ask({ as: owner, diagramId, url }))).toEqual([422, 'invalid_input'])
    }
  })
})
