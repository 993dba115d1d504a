import type { DocumentSnapshot } from '@/lib/features/documents/schema'

type Style = { color?: string; fill?: string; dash?: string; geo?: string; size?: string; align?: string }

const rich = (text: string) => ({
  type: 'doc',
  content: text.split('\n').map((line) => ({ type: 'paragraph', content: [{ type: 'text', text: line }] })),
})

let nextIndex = 0
const place = (id: string, type: string, [x, y]: [number, number], props: Record<string, unknown>) => ({
  id: `shape:${id}`,
  typeName: 'shape',
  type,
  parentId: 'page:page',
  index: `a${(10_000 + nextIndex++).toString()}`,
  x,
  y,
  rotation: 0,
  opacity: 1,
  isLocked: false,
  meta: {},
  props: { font: 'draw', size: 'm', dash: 'draw', color: 'black', scale: 1, ...props },
})

const box = (id: string, at: [number, number], [w, h]: [number, number], text: string, style: Style = {}) =>
  place(id, 'geo', at, {
    geo: 'rectangle',
    w,
    h,
    fill: 'none',
    align: 'middle',
    verticalAlign: 'middle',
    growY: 0,
    url: '',
    labelColor: 'black',
    richText: rich(text),
    ...style,
  })

const words = (id: string, at: [number, number], text: string, style: Style = {}) =>
  place(id, 'text', at, { autoSize: true, w: 300, textAlign: 'start', richText: rich(text), ...style })

const note = (id: string, at: [number, number], text: string, style: Style, scale: number) =>
  place(id, 'note', at, {
    richText: rich(text),
    align: 'middle',
    verticalAlign: 'middle',
    growY: 0,
    fontSizeAdjustment: 0,
    labelColor: 'black',
    url: '',
    scale,
    ...style,
  })

interface Ends {
  from: string
  to: string
  label?: string
  bend?: number
  style?: Style
}

function arrow(id: string, { from, to, label = '', bend = 0, style = {} }: Ends) {
  const bind = (terminal: 'start' | 'end', target: string) => ({
    id: `binding:${id}-${terminal}`,
    typeName: 'binding',
    type: 'arrow',
    fromId: `shape:${id}`,
    toId: `shape:${target}`,
    meta: {},
    props: { terminal, normalizedAnchor: { x: 0.5, y: 0.5 }, isExact: false, isPrecise: false, snap: 'none' },
  })
  const shape = place(id, 'arrow', [0, 0], {
    kind: 'arc',
    fill: 'none',
    labelColor: 'black',
    bend,
    start: { x: 0, y: 0 },
    end: { x: 100, y: 0 },
    arrowheadStart: 'none',
    arrowheadEnd: 'arrow',
    labelPosition: 0.5,
    elbowMidPoint: 0.5,
    text: label,
    size: 's',
    ...style,
  })
  return [shape, bind('start', from), bind('end', to)]
}

const server: Style = { color: 'blue', fill: 'solid' }
const store: Style = { color: 'green', fill: 'solid' }

function drawRecords() {
  return [
    words('title', [40, 10], 'How an order travels', { size: 'l' }),
    box('shop', [40, 130], [170, 90], 'Shop', { fill: 'semi' }),
    box('gateway', [330, 120], [200, 110], 'Gateway', { geo: 'ellipse', color: 'violet', fill: 'solid' }),
    box('group', [280, 310], [490, 160], '', { dash: 'dashed', color: 'grey' }),
    box('orders', [320, 345], [180, 90], 'Orders', server),
    box('payments', [550, 345], [180, 90], 'Payments', server),
    box('database', [310, 590], [200, 100], 'PostgreSQL', store),
    box('queue', [40, 350], [160, 80], 'Queue', { color: 'orange', fill: 'solid', dash: 'dashed' }),
    box('worker', [40, 590], [170, 100], 'Worker', { geo: 'hexagon', ...server }),
    box('bank', [575, 580], [210, 130], 'Bank', { geo: 'cloud', color: 'grey', fill: 'solid' }),
    note('decision', [610, 56], 'Pay first,\nthen reserve', { color: 'yellow', size: 'm' }, 0.84),
    words('reason', [80, 730], 'retries until it answers', { color: 'red', size: 's' }),
    ...arrow('a1', { from: 'shop', to: 'gateway', label: 'https' }),
    ...arrow('a2', { from: 'gateway', to: 'orders' }),
    ...arrow('a3', { from: 'orders', to: 'payments' }),
    ...arrow('a4', { from: 'orders', to: 'database', label: 'one transaction' }),
    ...arrow('a5', { from: 'orders', to: 'queue' }),
    ...arrow('a6', { from: 'queue', to: 'worker' }),
    ...arrow('a7', { from: 'payments', to: 'bank', label: 'charge', bend: -18 }),
    ...arrow('a8', { from: 'worker', to: 'database', style: { dash: 'dashed' } }),
    ...arrow('a9', { from: 'decision', to: 'payments', bend: 30, style: { color: 'grey', dash: 'dotted' } }),
  ]
}

/** The drawing beside the sign-in form, as a document of the product; its own renderer makes the picture. */
export function makeSampleDrawing(): DocumentSnapshot {
  const page = { id: 'page:page', typeName: 'page', name: 'Page 1', index: 'a1', meta: {} }
  return {
    schema: { schemaVersion: 2 },
    store: Object.fromEntries([page, ...drawRecords()].map((record) => [record.id, record])),
  }
}
