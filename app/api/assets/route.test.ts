import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Resvg } from '@resvg/resvg-js'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { DiagramId } from '@/lib/core/ids'
import { loadPictureImages } from '@/lib/features/assets/load-picture-images'
import { assetRepo } from '@/lib/features/assets/repo'
import { maxAssetBytes, maxSvgBytes } from '@/lib/features/assets/schema'
import { getDb } from '@/lib/platform/db/prisma'
import { getObjectStore } from '@/lib/platform/objects/get-object-store'
import { ObjectStoreUnavailable } from '@/lib/platform/objects/object-store-unavailable'
import { forget } from '@/lib/platform/remember'
import { readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { insertDiagram, insertMember, insertSession, insertUser, type TestUser } from '@/lib/testing/factories'
import { sessionCookie } from '@/lib/testing/sign-in'
import { GET } from './[assetId]/route'
import { POST } from './route'

useDatabase()
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'autograph-'))
  process.env.DATA_DIR = folder
  forget('env')
  forget('objects')
})
afterEach(() => vi.restoreAllMocks())
afterAll(() => rm(folder, { recursive: true }))

const drawPng = (size: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(new Resvg(`<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="7"/>`).render().asPng())
/** A PNG as far as its header tells. */
function makePng(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = drawPng(9)
  const view = new DataView(bytes.buffer)
  view.setUint32(16, width)
  view.setUint32(20, height)
  return bytes
}
const textFile = (text: string) => new TextEncoder().encode(text)
const gif = Uint8Array.from(Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'))
const webp = Uint8Array.from(Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64'))
const jpeg = Uint8Array.from([
  0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xc0, 0, 11, 8, 0, 3, 0, 5,
  1, 1, 0x11, 0,
])
const largePng = makePng(20_000, 20_000)
const hiddenJpeg = Uint8Array.from([...jpeg.slice(0, 20), 0xff, 0xff, ...jpeg.slice(20).with(5, 0xff).with(7, 0xff)])
const mp4 = textFile('\0\0\0 ftypisom\0\0\0\0isomiso2avc1mp41')
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><circle r="3"/></svg>'

interface Upload {
  as?: TestUser
  diagramId?: string
  bytes?: Uint8Array<ArrayBuffer>
  type?: string
}

async function upload({ as, diagramId, bytes = drawPng(9), type = 'image/png' }: Upload): Promise<Response> {
  const form = new FormData()
  if (diagramId) form.set('diagramId', diagramId)
  form.set('file', new File([bytes], 'x.png', { type }))
  const headers: Record<string, string> = as
    ? { cookie: await sessionCookie((await insertSession({ userId: as.id })).id) }
    : {}
  return POST(new Request('http://draw.example.org/api/assets', { method: 'POST', body: form, headers }))
}

async function fetchAsset(
  id: string,
  as?: TestUser,
  more: Record<string, string> = {},
  method = 'GET',
): Promise<Response> {
  const headers = as ? { ...more, cookie: await sessionCookie((await insertSession({ userId: as.id })).id) } : more
  return GET(new Request(`http://draw.example.org/api/assets/${id}`, { method, headers }), { params: { assetId: id } })
}

async function makeDiagram(): Promise<{ ann: TestUser; diagramId: DiagramId }> {
  const ann = await insertUser()
  return { ann, diagramId: (await insertDiagram({ ownerId: ann.id })).id }
}

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
    expect(await readdir(join(folder, 'incoming'))).toEqual([])
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
    await rm(join(folder, 'incoming'), { recursive: true, force: true })
    expect((await upload({ as: await insertUser(), diagramId })).status).toBe(404)
    expect(await readdir(folder)).not.toContain('incoming')
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
    expect(await readdir(join(folder, 'incoming'))).toEqual([])
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
