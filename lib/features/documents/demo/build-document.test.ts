import { describe, expect, it } from 'vitest'
import { parseDocument } from '../parse-document'
import { renderDocumentSvg } from '../render/render-document-svg'
import { labelPadding, labelSizes } from '../render/style'
import { layoutText } from '../render/text/layout-text'
import { readRichText } from '../render/text/rich-text'
import { buildDocument } from './build-document'
import type { Drawing } from './drawing'
import { listDemoDrawings } from './list-demo-drawings'
import { findTemplate, listTemplates } from './list-templates'

const box = (id: string, x: number) => ({ id, at: [x, 0], size: [100, 60] }) as const

describe('buildDocument', () => {
  it('puts what lies inside a frame into it, the smallest one first', () => {
    const drawing: Drawing = {
      title: 'x',
      frames: [
        { id: 'outer', at: [0, 0], size: [500, 500], name: 'Outer' },
        { id: 'inner', at: [100, 100], size: [200, 200], name: 'Inner' },
      ],
      nodes: [{ id: 'a', at: [120, 130], size: [50, 50] }, box('b', 450)],
    }
    const { store } = buildDocument(drawing)
    expect(store['shape:a']).toMatchObject({ parentId: 'shape:inner', x: 20, y: 30 })
    expect(store['shape:inner']).toMatchObject({ parentId: 'shape:outer', x: 100, y: 100 })
    expect(store['shape:b']).toMatchObject({ parentId: 'page:page', x: 450 })
  })

  it('binds arrows to the side they leave from and arrive at', () => {
    const edge = { from: 'a', to: 'b', leave: 'right', arrive: ['left', 0.25] } as const
    const { store } = buildDocument({ title: 'x', nodes: [box('a', 0), box('b', 300)], edges: [edge] })
    const anchors = Object.values(store).flatMap((record) => (record.typeName === 'binding' ? [record.props] : []))
    expect(anchors).toMatchObject([
      { terminal: 'start', normalizedAnchor: { x: 1, y: 0.5 }, isPrecise: true },
      { terminal: 'end', normalizedAnchor: { x: 0, y: 0.25 }, isPrecise: true },
    ])
  })

  it('refuses two shapes of one name and arrows to nowhere', () => {
    expect(() => buildDocument({ title: 'x', nodes: [box('a', 0), box('a', 1)] })).toThrow('two shapes are called a')
    expect(() => buildDocument({ title: 'x', nodes: [box('a', 0)], edges: [{ from: 'a', to: 'b' }] })).toThrow(
      'there is no b to point at',
    )
  })
})

describe.each(listDemoDrawings().map((drawing) => [drawing.title, drawing] as const))('%s', (_, drawing) => {
  const document = buildDocument(drawing)

  it('is a document that the server accepts, the same each time', async () => {
    expect((await parseDocument(document)).size).toBe(Object.keys(document.store).length)
    expect(buildDocument(drawing)).toEqual(document)
  })

  it('has room for every label, so that the editor changes nothing when it is opened', () => {
    const nodes = [...(drawing.zones ?? []), ...drawing.nodes].filter(({ label }) => label)
    const cramped = nodes.filter(({ id, size: [w, h] }) => {
      const { richText, font, scale } = Object(document.store[`shape:${id}`]?.props)
      const layout = layoutText(readRichText(richText), {
        font,
        sizePx: labelSizes.s * scale,
        maxWidth: w - labelPadding * 2 * scale,
      })
      const lines = readRichText(richText).length
      return layout.height + labelPadding * 2 * scale > h + 0.5 || layout.lines.length > lines
    })
    expect(cramped.map(({ id }) => id)).toEqual([])
  })

  it('is worth looking at', () => {
    const { bounds, shapeCount } = renderDocumentSvg(document)
    expect(shapeCount).toBeGreaterThan(15)
    expect(bounds.w / bounds.h).toBeGreaterThan(0.7)
    expect(bounds.w / bounds.h).toBeLessThan(3)
  })
})

it('has ten diagrams with titles of their own, three of them templates', () => {
  const titles = listDemoDrawings().map(({ title }) => title)
  expect(new Set(titles).size).toBe(10)
  expect(listTemplates().map(({ id }) => id)).toEqual(['architecture', 'flow', 'sequence'])
  expect(findTemplate('flow')?.build().store['page:page']).toBeDefined()
  expect(findTemplate('toString')).toBeNull()
})
