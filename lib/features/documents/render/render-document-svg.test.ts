import { describe, expect, it } from 'vitest'
import type { DocumentSnapshot } from '../schema'
import { renderDocumentSvg } from './render-document-svg'

const page = { id: 'page:page', typeName: 'page', name: 'Page 1', index: 'a1', meta: {} }

function documentOf(...shapes: Record<string, unknown>[]): DocumentSnapshot {
  const records = [page, ...shapes.map((shape, i) => ({ ...base, id: `shape:s${i}`, index: `a${i}`, ...shape }))]
  return {
    schema: { schemaVersion: 2 },
    store: Object.fromEntries(records.map((record) => [record.id, record])),
  }
}

const base = { typeName: 'shape', parentId: 'page:page', x: 0, y: 0, rotation: 0, opacity: 1 }
const textOf = (text: string) => ({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] })
const geo = (props: Record<string, unknown> = {}, record: Record<string, unknown> = {}) => ({
  type: 'geo',
  ...record,
  props: { w: 100, h: 60, geo: 'rectangle', dash: 'solid', color: 'blue', fill: 'none', size: 'm', ...props },
})

describe('renderDocumentSvg', () => {
  it('draws a shape where the editor draws it', () => {
    const { svg, bounds, shapeCount } = renderDocumentSvg(documentOf(geo({}, { x: 10, y: 20 })), {
      theme: 'light',
      padding: 8,
    })
    expect(bounds).toEqual({ x: 2, y: 12, w: 116, h: 76 })
    expect(shapeCount).toBe(1)
    expect(svg).toContain('viewBox="2 12 116 76"')
    expect(svg).toContain('<g transform="translate(10 20)"><path d="M0,0L100,0L100,60L0,60Z"')
    expect(svg).toContain('stroke="#4465e9"')
  })

  it('escapes text', () => {
    const { svg } = renderDocumentSvg(documentOf(geo({ w: 2000, richText: textOf('</text><script>alert("1")</script>&') })))
    expect(svg).not.toContain('<script')
    expect(svg).toContain('&lt;script&gt;')
  })
})
