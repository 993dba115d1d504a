import { createShapeId, PageRecordType, type TLPageId, type TLRecord, type TLShape } from 'tldraw'
import { expect, test } from 'vitest'
import { readTheirs, rebaseChanges } from './merge-changes'
import { planRestore } from './plan-restore'

const pageId = PageRecordType.createId('one')
const shape = (name: string, over: Partial<TLShape> = {}): TLShape => ({
  id: createShapeId(name),
  typeName: 'shape',
  type: 'geo',
  x: 0,
  y: 0,
  rotation: 0,
  index: 'a1' as TLShape['index'],
  parentId: pageId,
  isLocked: false,
  opacity: 1,
  props: { color: 'black', w: 10 },
  meta: {},
  ...over,
})
const byId = <T extends TLRecord>(...records: T[]) => Object.fromEntries(records.map((record) => [record.id, record]))
const none = { added: {}, updated: {}, removed: {} }

const base = shape('a')
const moved = { ...base, x: 50 }
const coloured = { ...base, props: { ...base.props, color: 'red' } }
const both = { ...coloured, x: 50 }

test('what others changed on the same record while the connection was lost stays', () => {
  const changes = { ...none, updated: { [base.id]: [base, moved] } } as never
  const theirs = readTheirs({ hydrationType: 'wipe_presence', diff: { [base.id]: ['put', coloured] } })
  expect(rebaseChanges({ changes, theirs, sent: {} })).toEqual({
    changes: { ...none, updated: { [base.id]: [base, both] } },
    dropped: [],
  })
})

test('what others deleted is not brought back', () => {
  const changes = { ...none, updated: { [base.id]: [base, moved] } } as never
  const removed = readTheirs({ hydrationType: 'wipe_presence', diff: { [base.id]: ['remove'] } })
  expect(rebaseChanges({ changes, theirs: removed, sent: {} })).toEqual({ changes: none, dropped: [base.id] })
  const gone = readTheirs({ hydrationType: 'wipe_all', diff: {} })
  expect(rebaseChanges({ changes, theirs: gone, sent: {} })).toEqual({ changes: none, dropped: [base.id] })
})

test('a new record whose first push has arrived without an answer says only what came after it', () => {
  const changes = { ...none, added: byId(moved) } as never
  const theirs = readTheirs({ hydrationType: 'wipe_presence', diff: { [base.id]: ['put', coloured] } })
  expect(rebaseChanges({ changes, theirs, sent: byId(base) }).changes.added).toEqual(byId(both))
})

test('a record nobody touched is pushed as it is', () => {
  const changes = {
    added: byId(shape('new')),
    updated: { [base.id]: [base, moved] },
    removed: byId(shape('old')),
  } as never
  const theirs = readTheirs({ hydrationType: 'wipe_presence', diff: {} })
  expect(rebaseChanges({ changes, theirs, sent: {} })).toEqual({ changes, dropped: [] })
})

function plan(changes: object, present: TLRecord[], accept = (record: TLRecord): TLRecord | null => record) {
  const records = byId(...present)
  const kept = { changes: { ...none, ...changes } as never, sent: {} }
  return planRestore({ kept, find: (id) => records[id], accept, fallbackPageId: 'page:fallback' as TLPageId })
}

const page = PageRecordType.create({ id: pageId, name: 'Page', index: 'a1' as TLShape['index'] })

test('restoring merges, deletes, and tells what was deleted meanwhile', () => {
  const gone = shape('gone')
  const doomed = shape('doomed')
  expect(
    plan({ updated: { [base.id]: [base, moved], [gone.id]: [gone, moved] }, removed: byId(doomed, shape('never')) }, [
      page,
      coloured,
      doomed,
    ]),
  ).toEqual({ put: [both], remove: [doomed.id], skipped: [{ id: gone.id, why: 'deleted' }] })
})

test('restoring skips what today is not valid any more', () => {
  expect(plan({ added: byId(base) }, [page], () => null)).toEqual({
    put: [],
    remove: [],
    skipped: [{ id: base.id, why: 'invalid' }],
  })
})

test('a new shape whose page is gone is kept on another page, and an arrow is not bound to what is gone', () => {
  const binding = {
    id: 'binding:b',
    typeName: 'binding',
    type: 'arrow',
    fromId: base.id,
    toId: 'shape:gone',
    props: {},
    meta: {},
  }
  expect(plan({ added: { ...byId(base), [binding.id]: binding } }, [])).toEqual({
    put: [{ ...base, parentId: 'page:fallback' }],
    remove: [],
    skipped: [{ id: binding.id, why: 'deleted' }],
  })
})

test('restoring twice changes nothing', () => {
  const changes = { updated: { [base.id]: [base, moved] } }
  const once = plan(changes, [page, coloured])
  expect(plan(changes, [page, ...once.put])).toEqual(once)
})
