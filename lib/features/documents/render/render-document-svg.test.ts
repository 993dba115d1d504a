import { describe, expect, it } from 'vitest'
import { arrow, binding, documentOf, draw, geo, page, parse, pathsOf, textOf } from '@/lib/testing/drawn-documents'
import { renderDocumentInSteps, renderDocumentSvg } from './render-document-svg'

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
    expect(svg).toContain('style="--doc-blue-solid:light-dark(#4465e9,#4f72fc)"')
  })

  it('writes plain colours for one theme', () => {
    const { svg } = renderDocumentSvg(documentOf(geo()), { theme: 'dark' })
    expect(svg).toContain('stroke="#4f72fc"')
    expect(svg).not.toMatch(/var\(|style=/)
  })
})

const _forbidden = ['script', 'foreignObject', 'a', 'iframe', 'animate', 'set', 'use', 'handler', 'object', 'embed']

it('draws the same in steps, between which others go on', async () => {
  const frame = { type: 'frame', x: 0, y: 0, props: { w: 900, h: 900, name: 'All' } }
  const inside = Array.from({ length: 1_500 }, (_, n) => geo({ dash: 'draw' }, { parentId: 'shape:s0', x: n, y: n }))
  const document = documentOf(frame, ...inside)
  let turns = 0
  const timer = setInterval(() => turns++, 1)
  const drawn = await renderDocumentInSteps(document)
  clearInterval(timer)
  expect(turns).toBeGreaterThan(2)
  expect(drawn).toEqual(renderDocumentSvg(document))
})
