import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arrow, binding, documentOf, draw, geo, parse, textOf } from '@/lib/testing/drawn-documents'
import type { DocumentSnapshot } from '../schema'
import { renderDocumentSvg } from './render-document-svg'

const forbidden = ['script', 'foreignObject', 'a', 'iframe', 'animate', 'set', 'use', 'handler', 'object', 'embed']

function assertHarmless(svg: string): void {
  for (const element of parse(svg).querySelectorAll('*')) {
    expect(forbidden).not.toContain(element.localName)
    for (const { name, value } of element.attributes) {
      expect(name).not.toMatch(/^on/i)
      if (/href/i.test(name))
        expect(value).toMatch(/^(\/api\/assets\/[0-9a-f]{64}|data:image\/(png|jpeg|gif|webp);base64,)/)
      if (value.includes('url(')) expect(value).toMatch(/^url\(#doc-[a-z0-9-]+\)$/)
    }
  }
  expect(svg).not.toContain('NaN')
  expect(svg).not.toContain('Infinity')
}

describe('documents that mean harm or make no sense', () => {
  const evil = `"><script>alert(1)</script><a href='javascript:x'>&\u0000\ud800]]>`

  it('shows text as text', () => {
    const { svg } = renderDocumentSvg(documentOf(geo({ w: 2000, richText: textOf(evil) })))
    assertHarmless(svg)
    expect(parse(svg).querySelector('text')?.textContent).toBe(
      `"><script>alert(1)</script><a href='javascript:x'>&\ufffd]]>`,
    )
  })

  it.each([
    'geo',
    'arrow',
    'text',
    'note',
    'frame',
    'line',
    'draw',
    'highlight',
    'image',
    'bookmark',
    'embed',
    'video',
  ])('keeps a hostile %s harmless in every property', (type) => {
    const names =
      'color labelColor fill dash size font align verticalAlign textAlign geo kind name text url assetId spline'
    const props = Object.fromEntries(names.split(' ').map((name) => [name, evil]))
    const points = { [evil]: { index: evil, x: 0, y: 0 }, b: { index: 'b', x: 9, y: 9 } }
    const segments = [
      {
        type: 'free',
        points: [
          { x: 0, y: 0 },
          { x: 50, y: 9 },
        ],
      },
    ]
    const shape = { type, id: `shape:${evil}`, props: { ...props, points, segments, richText: textOf(evil) } }
    assertHarmless(renderDocumentSvg(documentOf(shape)).svg)
  })

  it('falls back to black for colours that do not exist', () => {
    expect(draw(documentOf(geo({ color: '__proto__' }))).innerHTML).toContain('stroke="#1d1d1d"')
    expect(draw(documentOf(geo({ color: 'constructor', fill: 'solid' }))).innerHTML).toContain('fill="#e8e8e8"')
  })

  it('leaves out shapes whose parent is gone, in a circle, or that name nothing we know', () => {
    const { shapeCount } = renderDocumentSvg(
      documentOf(
        geo({}, { parentId: 'shape:gone' }),
        geo({}, { parentId: 'shape:s2' }),
        geo({}, { parentId: 'shape:s1' }),
        geo({}, { parentId: 'shape:s3' }),
        { type: 'constructor' },
        { type: '__proto__' },
      ),
    )
    expect(shapeCount).toBe(2)
  })

  it('survives arrows bound to themselves, to each other and to nothing', () => {
    const document = documentOf(arrow(), arrow({ bend: 40 }), geo())
    Object.assign(document.store, {
      a: binding('end', 'shape:s0'),
      b: binding('start', 'shape:s1'),
      c: binding('end', 'shape:gone', 'shape:s1'),
      d: binding('start', 'shape:s2', 'shape:s1'),
    })
    assertHarmless(renderDocumentSvg(document).svg)
  })

  it('survives arrows bound to the group that holds them, and to groups that hold each other’s arrows', () => {
    const document = documentOf(
      arrow({}, { parentId: 'shape:s1' }),
      { type: 'group' },
      arrow({}, { parentId: 'shape:s3' }),
      { type: 'group' },
      geo({}, { parentId: 'shape:s1' }),
    )
    Object.assign(document.store, {
      a: binding('start', 'shape:s1', 'shape:s0'),
      b: binding('end', 'shape:s3', 'shape:s0'),
      c: binding('end', 'shape:s1', 'shape:s2'),
    })
    assertHarmless(renderDocumentSvg(document).svg)
  })

  it('never throws, whatever the records are', () => {
    const number = fc.oneof(fc.double(), fc.integer({ min: -500, max: 500 }), fc.constantFrom(NaN, Infinity, 1e308, -0))
    const value = fc.oneof({ weight: 3, arbitrary: number }, { weight: 1, arbitrary: fc.jsonValue() })
    const point = fc.record({ x: value, y: value, z: value, index: fc.string() })
    const props = fc.record(
      {
        w: value,
        h: value,
        growY: value,
        scale: value,
        bend: value,
        labelPosition: value,
        elbowMidPoint: value,
        fontSizeAdjustment: value,
        geo: fc.constantFrom('rectangle', 'ellipse', 'cloud', 'star', 'oval', 'x-box', 'heart', 'nonsense'),
        kind: fc.constantFrom('arc', 'elbow'),
        dash: fc.constantFrom('draw', 'solid', 'dashed', 'dotted'),
        fill: fc.constantFrom('none', 'solid', 'pattern', 'semi', 'fill'),
        size: fc.constantFrom('s', 'm', 'l', 'xl', 'xxl'),
        arrowheadStart: fc.constantFrom('none', 'dot', 'bar', 'diamond', 'inverted'),
        text: fc.string(),
        autoSize: fc.boolean(),
        isClosed: fc.boolean(),
        isPen: fc.boolean(),
        start: point,
        end: point,
        points: fc.dictionary(fc.string(), point, { maxKeys: 4 }),
        segments: fc.array(
          fc.record({ type: fc.constantFrom('free', 'straight'), points: fc.array(point, { maxLength: 12 }) }),
        ),
        richText: fc.oneof(fc.jsonValue(), fc.string().map(textOf)),
        crop: fc.record({ topLeft: point, bottomRight: point }),
      },
      { requiredKeys: [] },
    )
    const types = [
      'geo',
      'arrow',
      'text',
      'note',
      'frame',
      'line',
      'draw',
      'highlight',
      'image',
      'group',
      'bookmark',
      'x',
    ]
    const ids = fc.constantFrom('page:page', 'shape:s0', 'shape:s1', 'shape:s2', 'shape:s3')
    const shape = fc.record({
      type: fc.constantFrom(...types),
      props,
      x: value,
      y: value,
      rotation: value,
      parentId: ids,
    })
    const link = fc.record({ from: ids, to: ids, terminal: fc.constantFrom('start' as const, 'end' as const) })
    fc.assert(
      fc.property(fc.array(shape, { maxLength: 5 }), fc.array(link, { maxLength: 4 }), (shapes, links) => {
        const document = documentOf(...shapes)
        links.forEach(({ from, to, terminal }, i) => {
          Object.assign(document.store, { [`binding:${i}`]: { ...binding(terminal, to, from), id: `binding:${i}` } })
        })
        const first = renderDocumentSvg(document).svg
        assertHarmless(first)
        expect(renderDocumentSvg(document).svg).toBe(first)
      }),
      { numRuns: 100 },
    )
  })

  it('draws the same whatever the order of the records', () => {
    const document = documentOf(
      geo(),
      arrow({ text: 'x' }),
      geo({ fill: 'pattern' }),
      geo({ geo: 'cloud', dash: 'draw' }),
    )
    const reversed = { ...document, store: Object.fromEntries(Object.entries(document.store).reverse()) }
    expect(renderDocumentSvg(reversed).svg).toBe(renderDocumentSvg(document).svg)
  })
})

/** Boxes with words, most of them bound to another by an arrow with words; as many records as asked for. */
function makeCrowd(count: number): DocumentSnapshot {
  const boxes = Math.round(count * 0.6)
  const kinds = ['rectangle', 'ellipse', 'diamond', 'cloud']
  const shapes = Array.from({ length: boxes }, (_, i) =>
    geo({ dash: 'draw', geo: kinds[i % 4], richText: textOf(`Service ${i}`) }, { x: (i % 30) * 160, y: i * 5 }),
  )
  const arrows = Array.from({ length: count - boxes }, (_, i) =>
    arrow({ bend: i % 3 ? 0 : 40, text: i % 4 ? '' : 'calls' }),
  )
  const document = documentOf(...shapes, ...arrows)
  arrows.forEach((_, i) => {
    const from = `shape:s${boxes + i}`
    Object.assign(document.store, {
      [`binding:a${i}`]: { ...binding('start', `shape:s${i}`, from), id: `binding:a${i}` },
      [`binding:b${i}`]: { ...binding('end', `shape:s${i + 7}`, from), id: `binding:b${i}` },
    })
  })
  return document
}

/** In milliseconds of processor time. */
function timeDrawing(document: DocumentSnapshot, times: number): number {
  const before = process.cpuUsage()
  for (let n = 0; n < times; n++) renderDocumentSvg(document)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

it('draws ten times as much in not much more than ten times the time', () => {
  const [large, small] = [makeCrowd(2_000), makeCrowd(200)]
  // As much is drawn on both sides, and so as much garbage collected; the best of several is what the machine does least to.
  const rounds = Array.from({ length: 6 }, () => [timeDrawing(large, 1), timeDrawing(small, 10)] as const)
  const [ours, peer] = [0, 1].map((side) => Math.min(...rounds.map((round) => round[side]!)))
  expect(ours! / peer!).toBeLessThan(2)
})
