import { createHash } from 'node:crypto'
import { utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AssetId, DiagramId } from '@/lib/core/ids'
import { dayMs } from '@/lib/core/time'
import { getPool } from '@/lib/platform/db/pool'
import { withClusterLock } from '@/lib/platform/db/with-cluster-lock'
import { getEnv } from '@/lib/platform/env/env'
import { getObjectStore } from '@/lib/platform/objects/get-object-store'
import { ObjectStoreUnavailable } from '@/lib/platform/objects/object-store-unavailable'
import { useDataDir } from '@/lib/testing/data-dir'
import { useDatabase } from '@/lib/testing/database'
import { actorFor, insertDiagram, insertUser, type TestRecord } from '@/lib/testing/factories'
import { waitUntilBlocked } from '@/lib/testing/wait-until-blocked'
import { writeRecords } from '../documents/repo/records'
import { clearOrphans, pendingDays, unusedDays } from './clear-orphans'
import { storeAsset } from './store-asset'

useDatabase()
useDataDir('objects')
beforeEach(() => getPool().query('DELETE FROM assets'))
afterEach(() => vi.restoreAllMocks())

const start = Date.now()
/** The clock, so many days after the uploads of these tests. */
const clearOn = (day: number) => clearOrphans(start + day * dayMs)

const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
let count = 0
const nextFile = () => Buffer.concat([gif, Buffer.from(`#${++count}`)])

async function upload(to?: { diagramId: DiagramId; as: Awaited<ReturnType<typeof insertUser>> }, file = nextFile()) {
  const as = to?.as ?? (await insertUser())
  const diagramId = to?.diagramId ?? (await insertDiagram({ ownerId: as.id })).id
  const { id } = await storeAsset({ actor: actorFor(as), diagramId, pieces: [file] })
  return { id, as, diagramId, file }
}

/** Whether row and bytes are there; anything between the two fails the test. */
async function isKept(id: AssetId): Promise<boolean> {
  const { rowCount } = await getPool().query('SELECT FROM assets WHERE id = $1', [id])
  const head = await getObjectStore().head('uploads', id)
  expect([id, rowCount === 1]).toEqual([id, head !== null])
  return head !== null
}

const pictureRecord = (id: AssetId): TestRecord => ({
  id: 'asset:a',
  typeName: 'asset',
  props: { src: `/api/assets/${id}` },
})
const cardRecord = (id: AssetId): TestRecord => ({
  id: 'asset:b',
  typeName: 'asset',
  props: { image: `/api/assets/${id}` },
})

async function addRecord(diagramId: DiagramId, record: TestRecord): Promise<void> {
  const sql = 'INSERT INTO diagram_records (diagram_id, record_id, clock, state) VALUES ($1, $2, 1, $3)'
  await getPool().query(sql, [diagramId, record.id, JSON.stringify(record)])
}

const place = (id: AssetId) =>
  getPool().query('UPDATE diagram_assets SET pending_since = NULL WHERE asset_id = $1', [id])

describe('what is referenced', () => {
  it('stays for ever, however it is referenced', async () => {
    const placed = await upload()
    await place(placed.id)
    const [shown, card, noted] = [await upload(), await upload(), await upload()]
    await addRecord(shown.diagramId, pictureRecord(shown.id))
    await addRecord(card.diagramId, cardRecord(card.id))
    await getPool().query('UPDATE diagrams SET note = $2 WHERE id = $1', [
      noted.diagramId,
      `![](/api/assets/${noted.id})`,
    ])
    const unlinked = await upload()
    await addRecord(unlinked.diagramId, pictureRecord(unlinked.id))
    await getPool().query('DELETE FROM diagram_assets WHERE asset_id = $1', [unlinked.id])
    for (const day of [1, 40, 80, 400]) expect(await clearOn(day)).toEqual({ exports: 0, uploads: 0, leftovers: 0 })
    for (const { id } of [placed, shown, card, noted, unlinked]) expect(await isKept(id)).toBe(true)
    const { rowCount } = await getPool().query('SELECT FROM diagram_assets WHERE asset_id = $1', [unlinked.id])
    expect(rowCount).toBe(1)
  })

  it('stays when it was undone: the record may come back from any browser', async () => {
    const { id, diagramId } = await upload()
    await place(id)
    await getPool().query('DELETE FROM diagram_records WHERE diagram_id = $1', [diagramId])
    for (const day of [40, 400]) await clearOn(day)
    expect(await isKept(id)).toBe(true)
  })

  it('stays in the other diagram when one of two is deleted for good', async () => {
    const one = await upload()
    const other = await upload(undefined, one.file)
    await place(one.id)
    await getPool().query('DELETE FROM diagrams WHERE id = $1', [one.diagramId])
    for (const day of [1, 20]) await clearOn(day)
    expect([other.id, await isKept(one.id)]).toEqual([one.id, true])
  })
})

describe('what nobody needs', () => {
  it('goes a month and a week after an upload that never came into the document', async () => {
    const { id } = await upload()
    await clearOn(pendingDays - 1)
    await clearOn(pendingDays + 1)
    await clearOn(pendingDays + unusedDays)
    expect(await isKept(id)).toBe(true)
    expect(await clearOn(pendingDays + 1 + unusedDays + 1)).toMatchObject({ uploads: 1 })
    expect(await isKept(id)).toBe(false)
  })

  it('goes a week after its diagram was deleted for good', async () => {
    const { id, diagramId } = await upload()
    await place(id)
    await getPool().query('DELETE FROM diagrams WHERE id = $1', [diagramId])
    await clearOn(100)
    await clearOn(100 + unusedDays)
    expect(await isKept(id)).toBe(true)
    await clearOn(100 + unusedDays + 1)
    expect(await isKept(id)).toBe(false)
  })

  it('is somebody’s again when it is uploaded again, and the week starts anew', async () => {
    const { id, diagramId, file } = await upload()
    await getPool().query('DELETE FROM diagrams WHERE id = $1', [diagramId])
    await clearOn(1)
    const again = await upload(undefined, file)
    await clearOn(20)
    expect([again.id, await isKept(id)]).toEqual([id, true])
    await getPool().query('DELETE FROM diagrams WHERE id = $1', [again.diagramId])
    await clearOn(21)
    expect(await isKept(id)).toBe(true)
  })

  it('goes in any number', async () => {
    const uploads = await Promise.all(Array.from({ length: 45 }, () => upload()))
    await getPool().query('DELETE FROM diagrams')
    await clearOn(1)
    expect(await clearOn(20)).toMatchObject({ uploads: 45 })
    for (const { id } of uploads) expect(await isKept(id)).toBe(false)
  })
})

describe('objects without a row', () => {
  const put = async (key: string, ageDays: number) => {
    await getObjectStore().put('uploads', key, gif)
    const at = new Date(start - ageDays * dayMs)
    await utimes(join(getEnv().DATA_DIR, 'objects', 'uploads', key), at, at)
  }
  const idOf = (text: string) => createHash('sha256').update(text).digest('hex')

  it('go a week after the crash that left them; what is newer, or not ours, stays', async () => {
    await put(idOf('old'), unusedDays + 1)
    await put(idOf('new'), unusedDays - 1)
    await put('notes.txt', 400)
    const { id } = await upload()
    expect(await clearOn(0)).toEqual({ exports: 0, uploads: 0, leftovers: 1 })
    const store = getObjectStore()
    expect(
      await Promise.all([idOf('old'), idOf('new'), 'notes.txt', id].map((key) => store.head('uploads', key))),
    ).toEqual([null, expect.anything(), expect.anything(), expect.anything()])
    const { rowCount } = await getPool().query("SELECT FROM assets WHERE content_type = ''")
    expect(rowCount).toBe(0)
  })
})

it('clears exports after a month', async () => {
  const store = getObjectStore()
  await store.put('exports', 'a/drawing.pdf', gif)
  expect(await clearOn(29)).toMatchObject({ exports: 0 })
  expect(await clearOn(31)).toMatchObject({ exports: 1 })
  expect(await store.head('exports', 'a/drawing.pdf')).toBeNull()
})

describe('meanwhile', () => {
  /** An unused asset that the next clearing would delete. */
  async function prepareUnused() {
    const { id, file, diagramId } = await upload()
    await getPool().query('DELETE FROM diagrams WHERE id = $1', [diagramId])
    await clearOn(1)
    return { id, file }
  }

  it.each(['before', 'after'])('an upload of the same bytes, begun %s the object is deleted, is kept', async (when) => {
    const { id, file } = await prepareUnused()
    const store = getObjectStore()
    const remove = store.delete.bind(store)
    let uploading: Promise<unknown> = Promise.resolve()
    vi.spyOn(store, 'delete').mockImplementationOnce(async (...object) => {
      const heads = vi.spyOn(store, 'head')
      if (when === 'after') await remove(...object)
      uploading = upload(undefined, file)
      await vi.waitFor(() => expect(heads).toHaveBeenCalled(), 5_000)
      if (when === 'before') await remove(...object)
    })
    expect(await clearOn(20)).toMatchObject({ uploads: 1 })
    await uploading
    expect(await isKept(id)).toBe(true)
    await clearOn(21)
    expect(await isKept(id)).toBe(true)
  })

  it('a document that shows it again is stored, without waiting for anything but that', async () => {
    const { id } = await prepareUnused()
    const { id: diagramId } = await insertDiagram()
    const lease = { diagramId, holder: 'here', fence: 1 }
    await getPool().query(
      `INSERT INTO diagram_leases (diagram_id, holder, fence, expires_at) VALUES ($1, 'here', 1, now() + interval '1 h')`,
      [diagramId],
    )
    const store = getObjectStore()
    const remove = store.delete.bind(store)
    let flushing: Promise<boolean> = Promise.resolve(false)
    vi.spyOn(store, 'delete').mockImplementationOnce(async (...object) => {
      flushing = writeRecords({
        lease,
        documentClock: 1,
        puts: [{ id: 'asset:a', clock: 1, json: JSON.stringify(pictureRecord(id)) }],
        deletes: [],
        schemaJson: null,
        sizeBytes: 1,
        forgetTombstonesThrough: null,
        editorId: null,
        assetIds: [id],
      })
      await waitUntilBlocked()
      await remove(...object)
    })
    await clearOn(20)
    expect(await flushing).toBe(true)
    const { rowCount } = await getPool().query('SELECT FROM diagram_records WHERE diagram_id = $1', [diagramId])
    expect(rowCount).toBe(1)
    expect(await isKept(id)).toBe(false)
  })

  it('a store that is down changes nothing', async () => {
    const { id } = await prepareUnused()
    const store = getObjectStore()
    vi.spyOn(store, 'delete').mockRejectedValue(new ObjectStoreUnavailable('it is down', null))
    await expect(clearOn(20)).rejects.toMatchObject({ code: 'unavailable' })
    expect(await isKept(id)).toBe(true)
  })

  it('another process that does the same is left to it', async () => {
    let second: boolean | undefined
    const first = await withClusterLock('object-sweep', async () => {
      second = await withClusterLock('object-sweep', async () => {})
    })
    expect([first, second, await withClusterLock('object-sweep', async () => {})]).toEqual([true, false, true])
  })
})
