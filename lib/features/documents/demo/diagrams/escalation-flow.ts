import type { DemoNode, Drawing, Pair } from '../drawing'

const action = (id: string, at: Pair, label: readonly string[], color: DemoNode['color'] = 'blue'): DemoNode => ({
  id,
  at,
  size: [200, 84],
  label,
  color,
})
const question = (id: string, at: Pair, label: string): DemoNode => ({
  id,
  at,
  size: [220, 130],
  label,
  geo: 'diamond',
  color: 'yellow',
})

export const escalationFlow: Drawing = {
  title: 'On call: what to do when it rings',
  nodes: [
    { id: 'alert', at: [320, 70], size: [200, 70], label: ['Alert fires'], geo: 'oval', color: 'red' },
    question('users', [310, 190], 'Do users notice?'),
    question('known', [310, 400], 'Is there a runbook?'),
    question('fixed', [310, 610], 'Better in 15 min?'),
    { id: 'done', at: [320, 820], size: [200, 70], label: ['Close, write it down'], geo: 'oval', color: 'green' },
    action('ticket', [0, 213], ['Ticket', 'next working day'], 'grey'),
    action('incident', [640, 213], ['Open an incident', 'tell the customers'], 'orange'),
    action('runbook', [0, 423], ['Follow it', 'tick every step']),
    action('wake', [640, 423], ['Call the owner', 'of the service'], 'orange'),
    action('lead', [640, 633], ['Call the lead', 'roll back, fail over'], 'red'),
  ],
  edges: [
    { from: 'alert', to: 'users', leave: 'bottom', arrive: 'top' },
    { from: 'users', to: 'ticket', label: 'no', leave: 'left', arrive: 'right' },
    { from: 'users', to: 'incident', label: 'yes', leave: 'right', arrive: 'left' },
    { from: 'incident', to: 'known', kind: 'elbow', leave: 'bottom', arrive: 'top', turn: 0.45 },
    { from: 'known', to: 'runbook', label: 'yes', leave: 'left', arrive: 'right' },
    { from: 'known', to: 'wake', label: 'no', leave: 'right', arrive: 'left' },
    { from: 'runbook', to: 'fixed', kind: 'elbow', leave: 'bottom', arrive: 'top', turn: 0.6 },
    { from: 'wake', to: 'fixed', kind: 'elbow', leave: 'bottom', arrive: 'top', turn: 0.6 },
    { from: 'fixed', to: 'lead', label: 'no', leave: 'right', arrive: 'left', color: 'red' },
    { from: 'fixed', to: 'done', label: 'yes', leave: 'bottom', arrive: 'top', color: 'green' },
    { from: 'lead', to: 'done', kind: 'elbow', leave: 'bottom', arrive: 'right' },
    { from: 'ticket', to: 'done', kind: 'elbow', leave: ['left', 0.5], arrive: 'left', color: 'grey', dash: 'dashed' },
  ],
  texts: [{ at: [0, 0], text: 'What to do when it rings', size: 'm', bold: true }],
}
