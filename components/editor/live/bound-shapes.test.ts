import { createShapeId } from '@tldraw/tlschema'
import { expect, it } from 'vitest'
import { bindMeta } from '@/lib/features/component-bindings/pure/component-binding'
import { createInitialRecords } from '@/lib/features/documents/document-schema'
import { createStore } from '@/lib/testing/create-store'
import { makeShape } from '@/lib/testing/make-shape'
import { BoundShapes } from './bound-shapes'

const shape = (id: string, component: string | null) => makeShape({ id, meta: bindMeta({}, component) })

it('knows which shapes show which component, as the document changes', () => {
  const store = createStore()
  store.put([...createInitialRecords(), shape('a', 'database'), shape('b', null)])
  const shapes = new BoundShapes(store)
  const stop = shapes.start()
  const list = () => {
    store._flushHistory()
    return Object.fromEntries(shapes.componentOf.get())
  }
  const seen = [list()]
  store.put([shape('b', 'kv'), shape('c', null)])
  seen.push(list())
  const known = shapes.componentOf.get()
  store.update(createShapeId('a'), (record) => ({ ...record, x: 99 }))
  seen.push(list())
  expect(shapes.componentOf.get()).toBe(known)
  store.put([shape('a', null)])
  store.remove([createShapeId('b')])
  seen.push(list())
  stop()
  store.put([shape('d', 'database')])
  seen.push(list())
  const both = { 'shape:a': 'database', 'shape:b': 'kv' }
  expect(seen).toEqual([{ 'shape:a': 'database' }, both, both, {}, {}])
})
