import type { DemoEdge, DemoNode, Drawing, Pair } from '../drawing'

type Color = NonNullable<DemoNode['color']>

const width = 230
const lineHeight = 19.44

/** A table: its name on a coloured bar, its columns below. */
function table(name: string, at: Pair, color: Color, columns: readonly string[]): DemoNode[] {
  const height = columns.length * lineHeight + 28
  const text = { align: 'start', verticalAlign: 'middle', scale: 0.8 } as const
  return [
    { id: name, at, size: [width, height + 46], fill: 'semi', color },
    { id: `${name}-name`, at, size: [width, 46], label: [name], color, ...text },
    {
      id: `${name}-columns`,
      at: [at[0], at[1] + 46],
      size: [width, height],
      label: columns,
      plain: true,
      fill: 'none',
      color,
      font: 'mono',
      ...text,
    },
  ]
}

/** The point of a table's side that is this far below its top. */
const below = (side: 'left' | 'right', columns: number, y: number) => [side, y / (columns * lineHeight + 74)] as const

const one = (from: string, to: string, more: Partial<DemoEdge> = {}): DemoEdge => ({
  from,
  to,
  kind: 'elbow',
  heads: ['bar', 'inverted'],
  label: '1 : n',
  color: 'grey',
  ...more,
})

export const entityRelations: Drawing = {
  title: 'Data model: shop',
  nodes: [
    ...table('users', [0, 60], 'blue', [
      'id          uuid  PK',
      'email       text  UQ',
      'name        text',
      'created_at  timestamp',
    ]),
    ...table('addresses', [0, 380], 'blue', [
      'id          uuid  PK',
      'user_id     uuid  FK',
      'street      text',
      'city        text',
      'country     char(2)',
    ]),
    ...table('orders', [380, 60], 'green', [
      'id          uuid  PK',
      'user_id     uuid  FK',
      'address_id  uuid  FK',
      'status      enum',
      'total       numeric',
      'placed_at   timestamp',
    ]),
    ...table('payments', [380, 400], 'green', [
      'id          uuid  PK',
      'order_id    uuid  FK',
      'provider    text',
      'amount      numeric',
      'captured_at timestamp',
    ]),
    ...table('order_items', [760, 60], 'green', [
      'order_id    uuid  PK',
      'product_id  uuid  PK',
      'quantity    int',
      'price       numeric',
    ]),
    ...table('products', [1140, 60], 'orange', [
      'id          uuid  PK',
      'sku         text  UQ',
      'name        text',
      'price       numeric',
      'category_id uuid  FK',
    ]),
    ...table('categories', [1140, 400], 'orange', ['id          uuid  PK', 'parent_id   uuid  FK', 'name        text']),
    ...table('stock', [760, 400], 'violet', [
      'product_id  uuid  PK',
      'warehouse   text  PK',
      'on_hand     int',
      'reserved    int',
    ]),
  ],
  edges: [
    one('users', 'orders', { leave: below('right', 4, 75), arrive: below('left', 6, 75) }),
    one('users', 'addresses', { leave: 'bottom', arrive: 'top' }),
    one('addresses', 'orders', { leave: below('right', 5, 75), arrive: below('left', 6, 130), label: '' }),
    one('orders', 'order_items', { leave: below('right', 6, 75), arrive: below('left', 4, 75) }),
    one('orders', 'payments', { leave: 'bottom', arrive: 'top' }),
    one('products', 'order_items', { leave: below('left', 5, 75), arrive: below('right', 4, 75) }),
    one('categories', 'products', { leave: 'top', arrive: 'bottom' }),
    one('products', 'stock', { leave: below('left', 5, 130), arrive: below('right', 4, 75), label: '' }),
  ],
  texts: [{ at: [0, 0], text: 'Shop data model', size: 'm', bold: true }],
}
