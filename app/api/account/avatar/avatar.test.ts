import { crc32 } from 'node:zlib'
import { Resvg } from '@resvg/resvg-js'
import { describe, expect, it } from 'vitest'
import { newId } from '@/lib/core/ids'
import { readImageSize } from '@/lib/features/assets/read-image-size'
import { getDb } from '@/lib/platform/db/prisma'
import { makeUpload } from '@/lib/testing/asset-calls'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { insertUser, type TestUser } from '@/lib/testing/factories'
import { jpeg, makePng, textFile } from '@/lib/testing/image-files'
import { GET } from '../../avatars/[userId]/route'
import { DELETE, POST } from './route'

useDatabase()

const upload = makeUpload(POST)
const fetchOf = (user: { id: string }, as: TestUser | null, headers = {}) =>
  callRoute(GET, { as, params: { userId: user.id }, headers })

/** Red but for a green square in its middle, and wider than high. */
const wide = Uint8Array.from(
  new Resvg(
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><path fill="#f00" d="M0 0h90v30H0z"/><path fill="#0f0" d="M30 0h30v30H30z"/></svg>',
  )
    .render()
    .asPng(),
)
/** With a text in it that a camera might have put there. */
const note = Buffer.from('tEXtGPS\0here')
const sum = Buffer.alloc(4)
sum.writeUInt32BE(crc32(note))
const withPlace = Uint8Array.from([...wide.slice(0, 33), 0, 0, 0, note.length - 4, ...note, ...sum, ...wide.slice(33)])

describe('a picture of somebody', () => {
  it('is the middle square of what they sent, painted anew, and everybody with an account sees it', async () => {
    const [ann, ben] = [await insertUser(), await insertUser()]
    expect((await upload({ as: ann, bytes: withPlace })).status).toBe(204)
    const answer = await fetchOf(ann, ben)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect(answer.headers.get('content-security-policy')).toContain('sandbox')
    const png = new Uint8Array(await answer.arrayBuffer())
    expect(readImageSize(png, 'image/png')).toEqual({ width: 256, height: 256 })
    expect(Buffer.from(png).includes('GPS')).toBe(false)
    const painted = new Resvg(
      `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><image width="1" height="1" href="data:image/png;base64,${Buffer.from(png).toString('base64')}"/></svg>`,
    ).render()
    expect([...painted.pixels]).toEqual([0, 255, 0, 255])
    const again = await fetchOf(ann, ben, { 'if-none-match': answer.headers.get('etag') ?? '' })
    expect(again.status).toBe(304)
  })

  it('is not there for strangers, and who has none is like who does not exist', async () => {
    const [ann, ben] = [await insertUser(), await insertUser()]
    expect(await readRefusal(await fetchOf(ann, null))).toEqual([401, 'unauthenticated'])
    expect((await fetchOf(ann, ben)).status).toBe(204)
    expect((await fetchOf({ id: newId() }, ben)).status).toBe(204)
  })

  it('can be removed, and goes with the account', async () => {
    const ann = await insertUser()
    await upload({ as: ann, bytes: wide })
    expect((await callRoute(DELETE, { as: ann, method: 'DELETE' })).status).toBe(204)
    expect((await fetchOf(ann, ann)).status).toBe(204)
    await upload({ as: ann, bytes: wide })
    await getDb().user.delete({ where: { id: ann.id } })
    expect(await getDb().userAvatar.count({ where: { userId: ann.id } })).toBe(0)
  })

  it('is refused when it is none, too large, or damaged', async () => {
    const ann = await insertUser()
    const refuse = async (bytes: Uint8Array<ArrayBuffer>) => await readRefusal(await upload({ as: ann, bytes }))
    expect(await refuse(textFile('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toEqual([415, 'unsupported_media_type'])
    expect(await refuse(makePng(40_000, 40_000))).toEqual([422, 'invalid_input'])
    expect(await refuse(jpeg)).toEqual([422, 'invalid_input'])
    expect(await refuse(new Uint8Array(2 * 1024 * 1024 + 1))).toEqual([413, 'payload_too_large'])
    expect(await readRefusal(await upload({ bytes: wide }))).toEqual([401, 'unauthenticated'])
  })
})
