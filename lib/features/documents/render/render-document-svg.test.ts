import fc from 'fast-check'
import { JSDOM } from 'jsdom'
import { describe, expect, it } from 'vitest'
import type { DocumentSnapshot } from '../schema'
import { type RenderOptions, renderDocumentSvg } from './render-document-svg'

type Fields = Record<string, unknown>

const page = { id: 'page:page', typeName: 'page', name: 'Page 1', index: 'a1', meta: {} }
const base = { typeName: 'shape', parentId: 'page:page', x: 0, y: 0, rotation: 0, opacity: 1 }

function documentOf(...given: Fields[]): DocumentSnapshot {
  const shapes = given.map((shape, i) => ({ ...base, id: `shape:s${i}`, index: `a${i + 1}`, ...shape }))
  const records: { id: string; typeName: string }[] = [page, ...shapes]
  return { schema: { schemaVersion: 2 }, store: Object.fromEntries(records.map((record) => [record.id, record])) }
}

const textOf = (text: string) => ({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] })
const geo = (props: Fields = {}, record: Fields = {}): Fields => ({
  type: 'geo',
  ...record,
  props: { w: 100, h: 60, geo: 'rectangle', dash: 'solid', color: 'blue', fill: 'none', size: 'm', ...props },
})
const arrow = (props: Fields = {}, record: Fields = {}): Fields => ({
  type: 'arrow',
  ...record,
  props: { start: { x: 0, y: 0 }, end: { x: 100, y: 0 }, dash: 'solid', size: 'm', ...props },
})
const binding = (terminal: 'start' | 'end', toId: string, fromId = 'shape:s0') => ({
  id: `binding:${fromId}${terminal}`,
  typeName: 'binding',
  type: 'arrow',
  fromId,
  toId,
  props: { terminal, normalizedAnchor: { x: 0.5, y: 0.5 }, isExact: false, isPrecise: false },
})

const { window } = new JSDOM('')

/** Parses it as strictly as a browser does for an image; throws when it is not well-formed. */
function parse(svg: string): Element {
  const parsed = new window.DOMParser().parseFromString(svg, 'image/svg+xml')
  if (parsed.querySelector('parsererror')) throw new Error(`not well-formed: ${svg.slice(0, 400)}`)
  return parsed.documentElement
}

const draw = (document: DocumentSnapshot, options: RenderOptions = {}) =>
  parse(renderDocumentSvg(document, { theme: 'light', ...options }).svg)

const pathsOf = (root: Element) => [...root.querySelectorAll('path')].map((path) => path.getAttribute('d') ?? '')

describe('geometry', () => {
  it('draws a shape where the editor draws it', () => {
    const document = documentOf(geo({}, { x: 10, y: 20 }))
    const { svg, bounds, shapeCount } = renderDocumentSvg(document, { theme: 'light', padding: 8 })
    expect(bounds).toEqual({ x: 2, y: 12, w: 116, h: 76 })
    expect(shapeCount).toBe(1)
    expect(svg).toContain('viewBox="2 12 116 76"')
    expect(svg).toContain('<g transform="translate(10 20)"><path d="M0,0L100,0L100,60L0,60Z"')
    expect(svg).toContain('stroke="#4465e9"')
  })

  it('adds up the places, turns and opacities of parents', () => {
    const frame = { type: 'group', x: 100, y: 50, rotation: Math.PI / 2, opacity: 0.5, props: {} }
    const child = geo({}, { parentId: 'shape:s0', x: 10, y: 0, opacity: 0.5 })
    const placed = draw(documentOf(frame, child)).querySelector('g')
    expect(placed?.getAttribute('transform')).toBe('matrix(0 1 -1 0 100 60)')
    expect(placed?.getAttribute('opacity')).toBe('0.25')
  })

  it('draws siblings in the order of their index, then of their id', () => {
    const root = draw(
      documentOf(
        geo({ color: 'red' }, { index: 'a2' }),
        geo({ color: 'green' }, { index: 'a1' }),
        geo({}, { index: 'a2' }),
      ),
    )
    const strokes = [...root.querySelectorAll('path')].map((path) => path.getAttribute('stroke'))
    expect(strokes).toEqual(['#099268', '#e03131', '#4465e9'])
  })

  it('ends an arrow before the outline of the shape it is bound to, by the gap and half of both strokes', () => {
    const document = documentOf(arrow(), geo({}, { x: 200, y: -30 }))
    Object.assign(document.store, { 'binding:b': binding('end', 'shape:s1') })
    expect(pathsOf(draw(document))[0]).toBe(`M0,0L${200 - 10 - 3.5},0`)
  })

  it('lets an arrow without a head touch the outline, and goes through it when exact', () => {
    const document = documentOf(arrow({ arrowheadEnd: 'none' }), geo({ geo: 'ellipse' }, { x: 200, y: -30 }))
    Object.assign(document.store, { 'binding:b': binding('end', 'shape:s1') })
    expect(pathsOf(draw(document))[0]).toBe('M0,0L200,0')
    const exact = binding('end', 'shape:s1')
    Object.assign(document.store, { 'binding:b': { ...exact, props: { ...exact.props, isExact: true } } })
    expect(pathsOf(draw(document))[0]).toBe('M0,0L250,0')
  })

  it('routes an elbow arrow in right angles through the middle', () => {
    const document = documentOf(arrow({ kind: 'elbow', arrowheadEnd: 'none' }), geo(), geo({}, { x: 300, y: 200 }))
    Object.assign(document.store, { a: binding('start', 'shape:s1'), b: binding('end', 'shape:s2') })
    expect(pathsOf(draw(document))[0]).toBe('M100,30L200,30L200,230L300,230')
  })

  it('leaves the line out where a label or a solid head is', () => {
    const root = draw(documentOf(arrow({ end: { x: 300, y: 0 }, text: 'calls', arrowheadEnd: 'triangle' })))
    const clip = root.querySelector('clipPath path')?.getAttribute('d') ?? ''
    expect(clip.match(/M/g)).toHaveLength(3)
    expect(root.querySelector('text')?.textContent).toBe('calls')
  })

  it('wraps a label inside its shape and grows with it', () => {
    const lines = [
      ...draw(documentOf(geo({ w: 150, growY: 80, richText: textOf('a label of several words') }))).querySelectorAll(
        'text',
      ),
    ]
    expect(lines.map((line) => line.textContent)).toEqual(['a label of', 'several', 'words'])
    expect(new Set(lines.map((line) => line.getAttribute('x')))).toEqual(new Set(['75']))
  })

  it('clips the children of a frame and does not count what it hides', () => {
    const frame = { type: 'frame', props: { w: 200, h: 100, name: 'Zone' } }
    const { svg, bounds } = renderDocumentSvg(documentOf(frame, geo({ w: 900 }, { parentId: 'shape:s0' })), {
      padding: 0,
    })
    expect(bounds).toEqual({ x: 0, y: 0, w: 200, h: 100 })
    expect(parse(svg).querySelector('g[clip-path]')?.querySelectorAll('path')).toHaveLength(1)
  })

  it('draws highlighter strokes beneath their siblings', () => {
    const segments = [{ type: 'free', points: Array.from({ length: 9 }, (_, i) => ({ x: i * 20, y: 0, z: 0.5 })) }]
    const root = draw(documentOf(geo(), { type: 'highlight', props: { segments, color: 'yellow', size: 'm' } }))
    const opacities = [...root.querySelectorAll('path')].map((path) => path.getAttribute('opacity'))
    expect(opacities).toEqual(['0.82', null, '0.35'])
  })

  it('draws the named page, else the first in order', () => {
    const document = documentOf(geo(), geo({ color: 'red' }, { parentId: 'page:b' }))
    Object.assign(document.store, { 'page:b': { ...page, id: 'page:b', index: 'a0' } })
    expect(draw(document).innerHTML).toContain('#e03131')
    expect(draw(document, { pageId: 'page:page' }).innerHTML).toContain('#4465e9')
    expect(draw(document, { pageId: 'page:gone' }).querySelector('path')).toBeNull()
  })
})

describe('images', () => {
  const image = (src: unknown) => {
    const document = documentOf({ type: 'image', props: { w: 10, h: 10, assetId: 'asset:a' } })
    const asset = { id: 'asset:a', typeName: 'asset', type: 'image', props: { src, name: 'x' } }
    return draw({ ...document, store: { ...document.store, 'asset:a': asset } }).querySelector('image')
  }

  it.each([`/api/assets/${'a'.repeat(64)}`, 'data:image/png;base64,AAAA'])('shows %s', (src) => {
    expect(image(src)?.getAttribute('href')).toBe(src)
  })

  it.each([
    'https://example.org/a.png',
    '//example.org/a.png',
    'javascript:alert(1)',
    'data:image/svg+xml;base64,AAAA',
    'data:text/html,<script>',
    '/api/assets/../../etc/passwd',
    '" onload="alert(1)',
    7,
    null,
  ])('shows a placeholder for %s', (src) => {
    expect(image(src)).toBeNull()
  })
})

describe('themes', () => {
  it('is one picture for both, and says what each colour is in light and dark', () => {
    const { svg } = renderDocumentSvg(documentOf(geo()))
    expect(svg).toContain('stroke="var(--doc-blue-solid,#4465e9)"')
    expect(svg).toContain('#doc-picture{--doc-blue-solid:light-dark(#4465e9,#4f72fc)}')
  })

  it('writes plain colours for one theme', () => {
    const { svg } = renderDocumentSvg(documentOf(geo()), { theme: 'dark' })
    expect(svg).toContain('stroke="#4f72fc"')
    expect(svg).not.toMatch(/var\(|<style/)
  })
})

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

it('draws 1,000 shapes in less than 150 ms of processor time', () => {
  const kinds = ['rectangle', 'ellipse', 'diamond', 'cloud']
  const shapes = Array.from({ length: 600 }, (_, i) =>
    geo({ dash: 'draw', geo: kinds[i % 4], richText: textOf(`Service ${i}`) }, { x: (i % 30) * 160, y: i * 5 }),
  )
  const arrows = Array.from({ length: 400 }, (_, i) => arrow({ bend: i % 3 ? 0 : 40, text: i % 4 ? '' : 'calls' }))
  const document = documentOf(...shapes, ...arrows)
  arrows.forEach((_, i) => {
    const from = `shape:s${600 + i}`
    Object.assign(document.store, {
      [`binding:a${i}`]: { ...binding('start', `shape:s${i}`, from), id: `binding:a${i}` },
      [`binding:b${i}`]: { ...binding('end', `shape:s${i + 31}`, from), id: `binding:b${i}` },
    })
  })
  const times = Array.from({ length: 12 }, () => {
    const before = process.cpuUsage()
    renderDocumentSvg(document)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  expect(Math.min(...times)).toBeLessThan(150)
})
