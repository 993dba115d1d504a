import type { DemoNode, Drawing, Pair } from '../drawing'

const service = (id: string, at: Pair, team: string): DemoNode => ({
  id,
  at,
  size: [170, 82],
  label: [id, team],
  color: 'blue',
})
const store = (id: string, at: Pair, label: string): DemoNode => ({
  id,
  at,
  size: [170, 60],
  label,
  geo: 'oval',
  color: 'violet',
})

export const microservices: Drawing = {
  title: 'Microservices and their events',
  look: { dash: 'draw', font: 'draw' },
  zones: [
    {
      id: 'bus',
      at: [60, 560],
      size: [1130, 70],
      label: 'Event bus (order.placed, payment.captured, stock.reserved, parcel.sent)',
      color: 'orange',
      plain: true,
    },
  ],
  nodes: [
    { id: 'app', at: [300, 0], size: [170, 70], label: 'Mobile app', fill: 'semi' },
    { id: 'site', at: [780, 0], size: [170, 70], label: 'Web shop', fill: 'semi' },
    { id: 'gateway', at: [450, 130], size: [350, 82], label: ['API gateway', 'auth, limits, routing'], color: 'green' },
    service('Catalogue', [60, 290], 'team Find'),
    service('Orders', [300, 290], 'team Buy'),
    service('Payments', [540, 290], 'team Pay'),
    service('Stock', [780, 290], 'team Store'),
    service('Shipping', [1020, 290], 'team Move'),
    store('catalogue-db', [60, 430], 'Search index'),
    store('orders-db', [300, 430], 'PostgreSQL'),
    store('payments-db', [540, 430], 'PostgreSQL'),
    store('stock-db', [780, 430], 'PostgreSQL'),
    store('shipping-db', [1020, 430], 'MongoDB'),
    { id: 'mailer', at: [300, 690], size: [170, 82], label: ['Notifications', 'mail, push'], color: 'light-blue' },
    { id: 'lake', at: [780, 690], size: [170, 82], label: ['Data lake', 'all events'], color: 'grey' },
  ],
  edges: [
    { from: 'app', to: 'gateway', leave: 'bottom', arrive: ['top', 0.2] },
    { from: 'site', to: 'gateway', leave: 'bottom', arrive: ['top', 0.8] },
    ...(['Catalogue', 'Orders', 'Payments', 'Stock', 'Shipping'] as const).map(
      (to, i) => ({ from: 'gateway', to, leave: ['bottom', 0.1 + i * 0.2], arrive: 'top' }) as const,
    ),
    ...(['Catalogue', 'Orders', 'Payments', 'Stock', 'Shipping'] as const).map(
      (from) => ({ from, to: `${from.toLowerCase()}-db`, leave: 'bottom', arrive: 'top' }) as const,
    ),
    { from: 'bus', to: 'mailer', leave: ['bottom', 0.288], arrive: 'top', color: 'orange' },
    { from: 'bus', to: 'lake', leave: ['bottom', 0.713], arrive: 'top', color: 'orange' },
    ...([0.128, 0.34, 0.553, 0.765, 0.977] as const).map(
      (along, i) =>
        ({
          from: ['catalogue-db', 'orders-db', 'payments-db', 'stock-db', 'shipping-db'][i]!,
          to: 'bus',
          leave: ['bottom', 0.5],
          arrive: ['top', along - 0.053],
          color: 'orange',
          dash: 'dotted',
        }) as const,
    ),
  ],
  texts: [{ at: [60, -90], text: 'Services own their data and talk in events', size: 'm', bold: true }],
  notes: [{ at: [1010, 660], text: 'Nobody calls another service directly. Events only.', scale: 0.8 }],
}
