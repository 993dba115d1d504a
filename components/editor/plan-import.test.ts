import { PageRecordType, type TLRecord } from 'tldraw'
import { expect, test } from 'vitest'
import { type ImportPlace, planImport } from './plan-import'

const record = (over: object) => ({ meta: {}, ...over }) as never as TLRecord
const page = (id: string, index: string) => record({ id: `page:${id}`, typeName: 'page', name: id, index })
const shape = (id: string, parentId: string, props: object = {}) =>
  record({ id: `shape:${id}`, typeName: 'shape', type: 'geo', parentId, index: 'a1', props })
const current = PageRecordType.createId('current')
const place: ImportPlace = {
  pages: [PageRecordType.create({ id: current, name: 'Current', index: 'a1' as never })],
  currentPageId: current,
  isCurrentPageEmpty: true,
  maxShapesPerPage: 3,
  maxPages: 3,
}
const file = [
  page('second', 'a2'),
  page('first', 'a1'),
  shape('frame', 'page:first'),
  shape('inside', 'shape:frame', { assetId: 'asset:picture' }),
  shape('other', 'page:second'),
  shape('orphan', 'page:gone'),
  record({ id: 'binding:b', typeName: 'binding', fromId: 'shape:frame', toId: 'shape:inside' }),
  record({ id: 'binding:lost', typeName: 'binding', fromId: 'shape:frame', toId: 'shape:orphan' }),
  record({ id: 'asset:picture', typeName: 'asset', type: 'image', props: { src: 'data:image/png;base64,AA==' } }),
  record({
    id: 'asset:card',
    typeName: 'asset',
    type: 'bookmark',
    props: { src: 'https://a.example', image: 'https://a.example/i.png', favicon: 'https://a.example/f.ico' },
  }),
]

test('the first page lands on an empty page, the others behind it, under new ids that hold together', () => {
  const plan = planImport(file, place)
  const [frame, inside, other] = plan.shapes
  const [picture, card] = plan.assets
  expect(plan.fault).toBeNull()
  expect(plan.showPageId).toBe(current)
  expect(plan.pages.map(({ name }) => name)).toEqual(['second'])
  expect(plan.pages[0]!.index > 'a1').toBe(true)
  expect(plan.shapes).toHaveLength(3)
  expect(frame).toMatchObject({ parentId: current })
  expect(inside).toMatchObject({ parentId: frame!.id, props: { assetId: picture!.id } })
  expect(other).toMatchObject({ parentId: plan.pages[0]!.id })
  expect(plan.bindings).toMatchObject([{ fromId: frame!.id, toId: inside!.id }])
  expect(card).toMatchObject({ props: { src: 'https://a.example', image: '', favicon: '' } })
  const ids = [...plan.shapes, ...plan.assets, ...plan.pages].map(({ id }) => id as string)
  expect(ids.filter((id) => file.some((old) => old.id === id))).toEqual([])
})

test('behind the pages of a diagram that has something on it', () => {
  const plan = planImport(file, { ...place, isCurrentPageEmpty: false })
  expect(plan.pages.map(({ name }) => name)).toEqual(['first', 'second'])
  expect(plan.showPageId).toBe(plan.pages[0]!.id)
})

test.each([
  ['no pages', [shape('a', 'page:x')], place, 'The file has no pages.'],
  ['too many pages', file, { ...place, maxPages: 1 }, 'The diagram would have more than 1 pages.'],
  [
    'too many shapes on a page, frames looked into',
    file,
    { ...place, maxShapesPerPage: 1 },
    'A page of the file has 2 shapes; 1 is the most.',
  ],
])('refuses %s with a reason', (_what, records, into, fault) => {
  expect(planImport(records, into)).toMatchObject({ fault, shapes: [], pages: [] })
})
