import { JSDOM } from 'jsdom'
import { type RenderOptions, renderDocumentSvg } from '@/lib/features/documents/render/render-document-svg'
import type { DocumentSnapshot } from '@/lib/features/documents/schema'

export type Fields = Record<string, unknown>

export const page = { id: 'page:page', typeName: 'page', name: 'Page 1', index: 'a1', meta: {} }
export const base = { typeName: 'shape', parentId: 'page:page', x: 0, y: 0, rotation: 0, opacity: 1 }

export function documentOf(...given: Fields[]): DocumentSnapshot {
  const shapes = given.map((shape, i) => ({ ...base, id: `shape:s${i}`, index: `a${i + 1}`, ...shape }))
  const records: { id: string; typeName: string }[] = [page, ...shapes]
  return { schema: { schemaVersion: 2 }, store: Object.fromEntries(records.map((record) => [record.id, record])) }
}

export const textOf = (text: string) => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
})
export const geo = (props: Fields = {}, record: Fields = {}): Fields => ({
  type: 'geo',
  ...record,
  props: { w: 100, h: 60, geo: 'rectangle', dash: 'solid', color: 'blue', fill: 'none', size: 'm', ...props },
})
export const arrow = (props: Fields = {}, record: Fields = {}): Fields => ({
  type: 'arrow',
  ...record,
  props: { start: { x: 0, y: 0 }, end: { x: 100, y: 0 }, dash: 'solid', size: 'm', ...props },
})
export const binding = (terminal: 'start' | 'end', toId: string, fromId = 'shape:s0') => ({
  id: `binding:${fromId}${terminal}`,
  typeName: 'binding',
  type: 'arrow',
  fromId,
  toId,
  props: { terminal, normalizedAnchor: { x: 0.5, y: 0.5 }, isExact: false, isPrecise: false },
})

const { window } = new JSDOM('')

/** Parses it as strictly as a browser does for an image; throws when it is not well-formed. */
export function parse(svg: string): Element {
  const parsed = new window.DOMParser().parseFromString(svg, 'image/svg+xml')
  if (parsed.querySelector('parsererror')) throw new Error(`not well-formed: ${svg.slice(0, 400)}`)
  return parsed.documentElement
}

export const draw = (document: DocumentSnapshot, options: RenderOptions = {}) =>
  parse(renderDocumentSvg(document, { theme: 'light', ...options }).svg)

export const pathsOf = (root: Element) => [...root.querySelectorAll('path')].map((path) => path.getAttribute('d') ?? '')
