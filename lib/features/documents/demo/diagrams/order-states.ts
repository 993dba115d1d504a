import type { DemoNode, Drawing, Pair } from '../drawing'

const state = (id: string, at: Pair, color: DemoNode['color'], more: Partial<DemoNode> = {}): DemoNode => ({
  id,
  at,
  size: [180, 84],
  label: id,
  geo: 'oval',
  color,
  ...more,
})

export const orderStates: Drawing = {
  title: 'States of an order',
  look: { font: 'draw', dash: 'draw' },
  nodes: [
    { id: 'start', at: [0, 142], size: [40, 40], geo: 'ellipse', fill: 'fill', color: 'black' },
    state('Cart', [150, 120], 'grey'),
    state('Placed', [520, 120], 'blue'),
    state('Paid', [890, 120], 'violet'),
    state('Shipped', [1260, 120], 'light-blue'),
    state('Delivered', [1260, 380], 'green'),
    state('Cancelled', [520, 380], 'red'),
    state('Refunded', [890, 380], 'orange'),
    { id: 'end', at: [1630, 400], size: [44, 44], geo: 'ellipse', fill: 'pattern', color: 'black' },
  ],
  edges: [
    { from: 'start', to: 'Cart', leave: 'right', arrive: 'left' },
    { from: 'Cart', to: 'Placed', label: 'check out', leave: 'right', arrive: 'left' },
    { from: 'Placed', to: 'Paid', label: 'pay', leave: 'right', arrive: 'left' },
    { from: 'Paid', to: 'Shipped', label: 'hand over', leave: 'right', arrive: 'left' },
    { from: 'Shipped', to: 'Delivered', label: 'sign', leave: 'bottom', arrive: 'top' },
    { from: 'Placed', to: 'Cancelled', label: '3 days unpaid', leave: 'bottom', arrive: 'top', color: 'red' },
    { from: 'Paid', to: 'Refunded', label: 'out of stock', leave: 'bottom', arrive: 'top', color: 'orange' },
    { from: 'Delivered', to: 'Refunded', label: 'returned', leave: 'left', arrive: 'right', color: 'orange' },
    { from: 'Delivered', to: 'end', label: '14 days', leave: 'right', arrive: 'left' },
    { from: 'Cart', to: 'Cancelled', label: 'abandon', bend: 60, leave: ['bottom', 0.5], arrive: 'left', color: 'red' },
    {
      from: 'Placed',
      to: 'Cart',
      label: 'change',
      bend: 70,
      leave: ['top', 0.4],
      arrive: ['top', 0.6],
      dash: 'dashed',
    },
  ],
  texts: [{ at: [0, -40], text: 'Life of an order', size: 'l', font: 'draw' }],
  notes: [
    {
      at: [60, 330],
      text: 'A state changes only through an event. Every change is kept.',
      color: 'light-green',
      scale: 0.9,
    },
  ],
}
