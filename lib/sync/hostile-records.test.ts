import type { TLRecord } from '@tldraw/tlschema'
import { describe, expect, it } from 'vitest'
import type { UserId } from '@/lib/core/ids'
import { insertMember } from '@/lib/testing/factories'
import { nested, outcomeOf, patch, push, put, useHostileRoom, withProto } from '@/lib/testing/hostile-room'
import { makeShape } from '@/lib/testing/make-shape'

const room = useHostileRoom()

describe('records', () => {
  const shape = { ...makeShape({ id: 'hostile' }) }
  const withProps = (props: object) => put({ ...shape, props: { ...shape.props, ...props } })
  it.each<[string, object | string, number | 'served']>([
    ['a link that runs', withProps({ url: 'javascript:alert(1)' }), 4099],
    ['a link to a file', withProps({ url: 'data:text/html,<script>alert(1)</script>' }), 4099],
    ['an unknown property', withProps({ onload: 'alert(1)' }), 4099],
    [
      'markup as text',
      withProps({ richText: { type: 'doc', content: [{ type: 'text', text: '<svg onload=alert(1)>' }] } }),
      'served',
    ],
    [
      'rich text of nothing',
      withProps({ richText: { type: 'doc', content: [{ type: 'script', attrs: { src: 'x' } }] } }),
      'served',
    ],
    [
      'a million characters',
      withProps({ richText: { type: 'doc', content: [{ type: 'text', text: 'x'.repeat(1_000_000) }] } }),
      'served',
    ],
    ['a place beyond all numbers', JSON.stringify(put(shape)).replace('"x":0', '"x":1e999'), 4099],
    ['a place that is no number', JSON.stringify(put(shape)).replace('"x":0', '"x":null'), 4099],
    ['the largest place', put({ ...shape, x: Number.MAX_VALUE, y: -Number.MAX_VALUE, rotation: 1e300 }), 'served'],
    ['no size', withProps({ w: 0 }), 4099],
    ['an endless size', withProps({ w: Number.MAX_VALUE, h: Number.MAX_VALUE, scale: Number.MAX_VALUE }), 'served'],
    ['a kind of shape that nobody knows', put({ ...shape, type: 'iframe', props: {} }), 4099],
    ['a kind of record from Object.prototype', put({ ...shape, typeName: 'constructor', id: 'constructor:a' }), 4099],
    ['itself as its parent', put({ ...shape, parentId: shape.id }), 'served'],
    ['a parent that is not there', put({ ...shape, parentId: 'shape:nowhere' }), 'served'],
    [
      'meta that is deeper than anybody draws',
      `{"type":"push","clientClock":1,"diff":{"shape:before":["patch",{"meta":["put",{"x":${nested(10_000)}}]}]}}`,
      4099,
    ],
    [
      '__proto__ in meta',
      put({
        ...shape,
        meta: withProto('{"PROTO":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}'),
      }),
      'served',
    ],
    [
      '__proto__ in a patch',
      patch(withProto('{"meta":["patch",{"PROTO":["patch",{"isAdmin":["put",true]}]}]}')),
      'served',
    ],
    [
      'a place in an array that is a thousand million further',
      patch({ meta: ['patch', { list: ['patch', { '4000000000': ['put', 1] }] }] }),
      'served',
    ],
    [
      'the same, deeper',
      patch({ meta: ['patch', { deep: ['patch', { list: ['patch', { 0: ['patch', {}], 99999999: ['put', 1] }] }] }] }),
      'served',
    ],
    [
      'the length of an array',
      patch({ meta: ['patch', { list: ['patch', { length: ['put', 4_294_967_295] }] }] }),
      'served',
    ],
    ['an array that grows by what is no list', patch({ meta: ['patch', { list: ['append', 7, 2] }] }), 4099],
    ['a patch of nothing', patch({ meta: null }), 4099],
    ['an id with a NUL', JSON.stringify(put({ ...shape, id: 'shape:a@b' })).replaceAll('@', '\\u0000'), 'served'],
    [
      'an id of half a character',
      JSON.stringify(put({ ...shape, id: 'shape:@' })).replaceAll('@', '\\ud800'),
      'served',
    ],
    ['an id of 10,000 characters', put({ ...shape, id: `shape:${'x'.repeat(10_000)}` }), 4099],
    ['the longest id, of the widest characters', put({ ...shape, id: `shape:${'😀'.repeat(140)}` }), 'served'],
    ['an id that is somebody else’s page', put({ id: 'page:page', typeName: 'shape' }), 4099],
    [
      'an asset that runs',
      put({
        id: 'asset:a',
        typeName: 'asset',
        type: 'image',
        meta: {},
        props: { name: '', src: 'javascript:alert(1)', w: 1, h: 1, mimeType: 'image/svg+xml', isAnimated: false },
      }),
      4099,
    ],
    [
      'a picture of a bookmark that runs nothing',
      put({
        id: 'asset:b',
        typeName: 'asset',
        type: 'bookmark',
        meta: {},
        props: { title: '', description: '', image: 'javascript:alert(1)', favicon: '', src: null },
      }),
      'served',
    ],
  ])('%s', async (_, message, outcome) => {
    const raw = await room.enter()
    await raw.send(message)
    expect(await outcomeOf(raw)).toBe(outcome)
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined()
  })
})

describe('a viewer', () => {
  it.each<[string, () => object]>([
    ['a new record', () => put({ ...makeShape({ id: 'forbidden' }) })],
    ['a change', () => patch({ x: ['put', 666] })],
    ['a removal', () => push({ 'shape:before': ['remove'] })],
    [
      'a place far beyond the end of what they select',
      () => push(undefined, ['patch', { selectedShapeIds: ['patch', { '4000000000': ['put', 'shape:x'] }] }]),
    ],
    ['presence under the name of a shape', () => push(undefined, ['put', { id: 'shape:before', typeName: 'shape' }])],
  ])('%s changes nothing', async (_, makeMessage) => {
    const { userId } = await insertMember({ diagramId: room.world.diagramId, role: 'viewer' })
    const before: TLRecord[] = room.artist.getRecords()
    const raw = await room.enter(userId as UserId)
    await raw.send(makeMessage())
    await outcomeOf(raw)
    expect(room.artist.getRecords()).toEqual(before)
  })
})
