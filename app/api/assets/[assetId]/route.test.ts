import { afterEach, describe, expect, it, vi } from 'vitest'
import { loadPictureImages } from '@/lib/features/assets/load-picture-images'
import { getDb } from '@/lib/platform/db/prisma'
import { getObjectStore } from '@/lib/platform/objects/get-object-store'
import { makeDiagram, makeFetchAsset, makeUpload } from '@/lib/testing/asset-calls'
import { readRefusal } from '@/lib/testing/call-route'
import { useDataFolder } from '@/lib/testing/data-folder'
import { useDatabase } from '@/lib/testing/database'
import { insertMember, insertUser } from '@/lib/testing/factories'
import { drawPng, mp4, svg, textFile } from '@/lib/testing/image-files'
import { POST } from '../route'
import { GET } from './route'

useDatabase()
useDataFolder()
afterEach(() => vi.restoreAllMocks())
const upload = makeUpload(POST)
const fetchAsset = makeFetchAsset(GET)

describe('GET /api/assets/:id', () => {
  it('lets browsers keep it for ever and run nothing in it', async () => {
    const { ann, diagramId } = await makeDiagram()
    const { id } = await (await upload({ as: ann, diagramId })).json()
    const response = await fetchAsset(id, ann)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'private, max-age=31536000, immutable',
      'content-security-policy': "sandbox; default-src 'none'",
      'content-type': 'image/png',
      'content-disposition': `inline; filename="autograph-${id.slice(0, 12)}.png"`,
      'x-content-type-options': 'nosniff',
      etag: `"${id}"`,
    })
    const again = await fetchAsset(id, ann, { 'if-none-match': `"${id}"` })
    expect([again.status, await again.text()]).toEqual([304, ''])
    const many = await fetchAsset(id, ann, { 'if-none-match': `"other", W/"${id}"` })
    expect([many.status, many.headers.get('etag')]).toEqual([304, `"${id}"`])
    expect((await fetchAsset(id, ann, { 'if-none-match': '"other"' })).status).toBe(200)
  })

  it.each([
    ['an SVG', textFile(svg), 'svg', "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"],
    ['a video', mp4, 'mp4', "sandbox; default-src 'none'"],
  ])('saves %s where it is opened as a page', async (_, bytes, ending, policy) => {
    const { ann, diagramId } = await makeDiagram()
    const { id } = await (await upload({ as: ann, diagramId, bytes })).json()
    const { headers } = await fetchAsset(id, ann)
    expect(headers.get('content-disposition')).toBe(`attachment; filename="autograph-${id.slice(0, 12)}.${ending}"`)
    expect(headers.get('content-security-policy')).toBe(policy)
  })

  it('opens nothing for HEAD', async () => {
    const { ann, diagramId } = await makeDiagram()
    const { id, sizeBytes } = await (await upload({ as: ann, diagramId })).json()
    const get = vi.spyOn(getObjectStore(), 'get')
    const response = await fetchAsset(id, ann, {}, 'HEAD')
    expect([response.status, response.body, response.headers.get('content-length')]).toEqual([
      200,
      null,
      String(sizeBytes),
    ])
    expect(get).not.toHaveBeenCalled()
  })

  it('answers ranges, for videos', async () => {
    const { ann, diagramId } = await makeDiagram()
    const { id, sizeBytes } = await (await upload({ as: ann, diagramId })).json()
    const part = await fetchAsset(id, ann, { range: 'bytes=1-3' })
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      `bytes 1-3/${sizeBytes}`,
      'PNG',
    ])
    expect((await fetchAsset(id, ann, { range: 'bytes=99999-' })).status).toBe(416)
    expect((await fetchAsset(id, ann, { range: 'bytes=1-3', 'if-range': `"${id}"` })).status).toBe(206)
    expect((await fetchAsset(id, ann, { range: 'bytes=1-3', 'if-range': '"other"' })).status).toBe(200)
  })

  it('is there for the uploader and for viewers of a diagram that shows it, and for nobody else', async () => {
    const { ann, diagramId } = await makeDiagram()
    const [viewer, stranger, admin] = [await insertUser(), await insertUser(), await insertUser({ role: 'admin' })]
    await insertMember({ diagramId, userId: viewer.id, role: 'viewer' })
    const { id } = await (await upload({ as: ann, diagramId, bytes: drawPng(53) })).json()
    expect((await fetchAsset(id, viewer)).status).toBe(200)
    for (const other of [stranger, admin, undefined]) {
      expect(await readRefusal(await fetchAsset(id, other))).toEqual([404, 'not_found'])
    }
    await getDb().diagram.update({ where: { id: diagramId }, data: { trashedAt: new Date() } })
    expect((await fetchAsset(id, viewer)).status).toBe(404)
    await getDb().diagram.delete({ where: { id: diagramId } })
    expect((await fetchAsset(id, ann)).status).toBe(200)
  })

  it.each(['nothing', 'a'.repeat(64), '../../etc/passwd'])('answers 404 for %s', async (id) => {
    expect(await readRefusal(await fetchAsset(id, await insertUser()))).toEqual([404, 'not_found'])
  })
})

it('hands the images of a diagram, and only those, to its thumbnail', async () => {
  const [own, other] = [await makeDiagram(), await makeDiagram()]
  const mine = await (await upload({ as: own.ann, diagramId: own.diagramId, bytes: drawPng(67) })).json()
  const theirs = await (await upload({ as: other.ann, diagramId: other.diagramId, bytes: drawPng(71) })).json()
  const images = await loadPictureImages(own.diagramId, [mine.id, theirs.id])
  expect([...images.keys()]).toEqual([mine.id])
  expect(images.get(mine.id)).toMatch(/^data:image\/png;base64,/)
})
