import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { assetRepo } from '@/lib/features/assets/repo'
import { maxAssetBytes, maxSvgBytes } from '@/lib/features/assets/schema'
import { getDb } from '@/lib/platform/db/prisma'
import { getObjectStore } from '@/lib/platform/objects/get-object-store'
import { ObjectStoreUnavailable } from '@/lib/platform/objects/object-store-unavailable'
import { makeDiagram, makeFetchAsset, makeUpload } from '@/lib/testing/asset-calls'
import { readRefusal } from '@/lib/testing/call-route'
import { useDataFolder } from '@/lib/testing/data-folder'
import { useDatabase } from '@/lib/testing/database'
import { insertMember, insertUser } from '@/lib/testing/factories'
import { drawPng, gif, jpeg, makePng, svg, textFile, webp } from '@/lib/testing/image-files'
import { GET } from './[assetId]/route'
import { POST } from './route'

useDatabase()
const folder = useDataFolder()
afterEach(() => vi.restoreAllMocks())
const upload = makeUpload(POST)
const fetchAsset = makeFetchAsset(GET)

const largePng = makePng(20_000, 20_000)
const hiddenJpeg = Uint8Array.from([...jpeg.slice(0, 20), 0xff, 0xff, ...jpeg.slice(20).with(5, 0xff).with(7, 0xff)])

describe('POST /api/assets', () => {
  it('keeps a file and says what it is', async () => {
    const { ann, diagramId } = await makeDiagram()
    const bytes = drawPng(31)
    const response = await upload({ as: ann, diagramId, bytes, type: 'text/html' })
    const asset = await response.json()
    expect(response.status).toBe(201)
    expect(asset).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{64}$/),
      url: `/api/assets/${asset.id}`,
      contentType: 'image/png',
      sizeBytes: bytes.byteLength,
      width: 31,
      height: 7,
    })
    const served = await fetchAsset(asset.id, ann)
    expect(new Uint8Array(await served.arrayBuffer())).toEqual(bytes)
  })

  it.each([
    ['image/gif', gif, { width: 1, height: 1 }],
    ['image/webp', webp, { width: 1, height: 1 }],
    ['image/jpeg', jpeg, { width: 5, height: 3 }],
    ['image/svg+xml', textFile(`<?xml version="1.0"?>\n<!-- a -->${svg}`), {}],
  ])('reads %s from the bytes', async (contentType, bytes, size) => {
    const { ann, diagramId } = await makeDiagram()
    const asset = await (await upload({ as: ann, diagramId, bytes })).json()
    expect(asset).toMatchObject({ contentType, ...size })
  })

  it('cleans an SVG before it is kept', async () => {
    const { ann, diagramId } = await makeDiagram()
    const { id } = await (await upload({ as: ann, diagramId, bytes: textFile(svg) })).json()
    const text = await (await fetchAsset(id, ann)).text()
    expect(text).toContain('circle')
    expect(text).not.toContain('script')
  })

  it('keeps the same bytes once, for everyone who uploads them', async () => {
    const [first, second] = [await makeDiagram(), await makeDiagram()]
    const bytes = drawPng(47)
    const a = await (await upload({ as: first.ann, diagramId: first.diagramId, bytes })).json()
    const b = await (await upload({ as: second.ann, diagramId: second.diagramId, bytes })).json()
    expect(b).toEqual(a)
    expect(await getDb().asset.count({ where: { id: a.id } })).toBe(1)
    expect(await getDb().diagramAsset.count({ where: { assetId: a.id } })).toBe(2)
    expect((await fetchAsset(a.id, second.ann)).status).toBe(200)
    const put = vi.spyOn(getObjectStore(), 'put')
    expect(await (await upload({ as: first.ann, diagramId: first.diagramId, bytes })).json()).toEqual(a)
    expect(put).not.toHaveBeenCalled()
  })

  it('is one asset however often it is sent at once', async () => {
    const { ann, diagramId } = await makeDiagram()
    const bytes = drawPng(83)
    const sent = await Promise.all(Array.from({ length: 8 }, () => upload({ as: ann, diagramId, bytes })))
    const ids = await Promise.all(sent.map(async (response) => (await response.json()).id))
    expect(new Set(ids).size).toBe(1)
    expect(await getDb().diagramAsset.count({ where: { diagramId } })).toBe(1)
    expect(await readdir(join(folder.path, 'incoming'))).toEqual([])
  })

  it('puts the bytes back when they were cleared away meanwhile', async () => {
    const { ann, diagramId } = await makeDiagram()
    const bytes = drawPng(89)
    const { id } = await (await upload({ as: ann, diagramId, bytes })).json()
    const store = getObjectStore()
    const save = vi.spyOn(assetRepo, 'save').mockImplementationOnce(async (...saved) => {
      await store.delete('uploads', id)
      return assetRepo.save(...saved)
    })
    expect((await upload({ as: ann, diagramId, bytes })).status).toBe(201)
    expect(save).toHaveBeenCalled()
    expect(await store.head('uploads', id)).toMatchObject({ sizeBytes: bytes.byteLength })
  })

  it.each([
    ['PNG', largePng],
    ['PNG with a side that is too long', makePng(60_000, 1)],
    ['JPEG', Uint8Array.from(jpeg.with(27, 0xff).with(29, 0xff))],
    ['JPEG that hides its size behind fill bytes', hiddenJpeg],
    ['GIF', Uint8Array.from(gif.with(7, 0xff).with(9, 0xff))],
    ['GIF whose picture is larger than its screen', Uint8Array.from(gif.with(25, 0xff).with(27, 0xff))],
    ['WebP', textFile('RIFF\x1a\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x7f\x7f\0\x7f\x7f\0')],
    ['JPEG that says nothing', jpeg.slice(0, 20)],
  ])('refuses a %s that unpacks to too much with 422', async (_, bytes) => {
    const { ann, diagramId } = await makeDiagram()
    expect(await readRefusal(await upload({ as: ann, diagramId, bytes }))).toEqual([422, 'invalid_input'])
  })

  it('looks at who asks before it takes anything in', async () => {
    const { diagramId } = await makeDiagram()
    await rm(join(folder.path, 'incoming'), { recursive: true, force: true })
    expect((await upload({ as: await insertUser(), diagramId })).status).toBe(404)
    expect(await readdir(folder.path)).not.toContain('incoming')
  })

  it('says that the storage is down, keeps nothing, and takes the file when it is back', async () => {
    const { ann, diagramId } = await makeDiagram()
    const bytes = drawPng(97)
    const put = vi.spyOn(getObjectStore(), 'put')
    put.mockRejectedValueOnce(new ObjectStoreUnavailable('it does not answer in time', null))
    const refused = await upload({ as: ann, diagramId, bytes })
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5'])
    expect((await refused.json()).detail).toBe(
      'The storage for files does not work right now. The drawing is safe. Please try again in a moment.',
    )
    expect(await getDb().diagramAsset.count({ where: { diagramId } })).toBe(0)
    expect(await readdir(join(folder.path, 'incoming'))).toEqual([])
    expect((await upload({ as: ann, diagramId, bytes })).status).toBe(201)
  })

  it.each([
    ['HTML', '<html><body>hi</body></html>'],
    ['text', 'hello'],
    ['an SVG that is broken', '<svg xmlns="http://www.w3.org/2000/svg"><g>'],
    ['AVIF', '\0\0\0 ftypavif\0\0\0\0avifmif1miafMA1B'],
    ['HEIC', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
    ['a PDF', '%PDF-1.7\n'],
    ['nothing', ''],
  ])('refuses %s with 415', async (_, text) => {
    const { ann, diagramId } = await makeDiagram()
    expect(await readRefusal(await upload({ as: ann, diagramId, bytes: textFile(text) }))).toEqual([
      415,
      'unsupported_media_type',
    ])
  })

  it('refuses more than 25 MB with 413', async () => {
    const { ann, diagramId } = await makeDiagram()
    const bytes = new Uint8Array(maxAssetBytes + 1)
    bytes.set(drawPng(3))
    expect(await readRefusal(await upload({ as: ann, diagramId, bytes }))).toEqual([413, 'payload_too_large'])
    const drawing = textFile(svg.padEnd(maxSvgBytes + 1))
    expect(await readRefusal(await upload({ as: ann, diagramId, bytes: drawing }))).toEqual([413, 'payload_too_large'])
    const far = new Uint8Array(maxAssetBytes + 1024 * 1024)
    expect(await readRefusal(await upload({ as: ann, diagramId, bytes: far }))).toEqual([413, 'payload_too_large'])
  })

  it('needs someone who may edit the diagram', async () => {
    const { diagramId } = await makeDiagram()
    const [stranger, viewer] = [await insertUser(), await insertUser()]
    await insertMember({ diagramId, userId: viewer.id, role: 'viewer' })
    expect(await readRefusal(await upload({ diagramId }))).toEqual([401, 'unauthenticated'])
    expect(await readRefusal(await upload({ as: stranger, diagramId }))).toEqual([404, 'not_found'])
    expect(await readRefusal(await upload({ as: viewer, diagramId }))).toEqual([403, 'forbidden'])
    expect(await readRefusal(await upload({ as: viewer }))).toEqual([422, 'invalid_input'])
  })
})
