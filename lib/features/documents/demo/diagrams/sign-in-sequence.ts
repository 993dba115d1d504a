import type { DemoEdge, DemoNode, Drawing } from '../drawing'

const actors = ['Browser', 'Web app', 'Auth service', 'Database', 'Mail']
const colors = ['grey', 'blue', 'violet', 'green', 'orange'] as const
const [gap, top, bottom] = [250, 60, 800]
const center = (actor: number) => 90 + actor * gap

interface Message {
  from: number
  to: number
  text: string
  isAnswer?: boolean
}

const messages: Message[] = [
  { from: 0, to: 1, text: 'POST /login' },
  { from: 1, to: 2, text: 'check password' },
  { from: 2, to: 3, text: 'find account' },
  { from: 3, to: 2, text: 'hash, salt', isAnswer: true },
  { from: 2, to: 4, text: 'new device: send code' },
  { from: 2, to: 1, text: 'code needed', isAnswer: true },
  { from: 1, to: 0, text: '202 ask for code', isAnswer: true },
  { from: 0, to: 1, text: 'POST /login/code' },
  { from: 1, to: 2, text: 'verify code' },
  { from: 2, to: 3, text: 'create session' },
  { from: 2, to: 1, text: 'token', isAnswer: true },
  { from: 1, to: 0, text: '200, session cookie', isAnswer: true },
]
const heightOf = (row: number) => 175 + row * 50

/** A point on a life line that a message starts or ends at. */
const mark = (id: string, actor: number, y: number): DemoNode => ({
  id,
  at: [center(actor) - 3, y - 3],
  size: [6, 6],
  geo: 'ellipse',
  fill: 'fill',
  color: colors[actor]!,
})

const edges: DemoEdge[] = messages.map((message, row) => ({
  from: `m${row}-from`,
  to: `m${row}-to`,
  label: message.text,
  labelAt: Math.abs(message.to - message.from) > 1 ? 0.25 : 0.5,
  exact: true,
  dash: message.isAnswer ? 'dashed' : 'solid',
  color: message.isAnswer ? 'grey' : 'black',
  heads: ['none', message.isAnswer ? 'arrow' : 'triangle'],
}))

export const signInSequence: Drawing = {
  title: 'Sign in with a second factor',
  look: { scale: 0.8 },
  zones: [
    {
      id: 'second-factor',
      at: [40, 345],
      size: [1190, 360],
      label: 'new device only',
      fill: 'none',
      dash: 'dashed',
      color: 'orange',
      labelColor: 'orange',
      align: 'end',
      verticalAlign: 'end',
    },
  ],
  lines: actors.map((_, i) => ({
    points: [
      [center(i), top + 50],
      [center(i), bottom],
    ],
    dash: 'dashed',
    color: colors[i]!,
  })),
  nodes: [
    ...actors.map(
      (label, i): DemoNode => ({
        id: label,
        at: [center(i) - 80, top],
        size: [160, 56],
        label: [label],
        color: colors[i]!,
      }),
    ),
    ...messages.flatMap(({ from, to }, row) => [
      mark(`m${row}-from`, from, heightOf(row)),
      mark(`m${row}-to`, to, heightOf(row)),
    ]),
  ],
  edges,
  texts: [{ at: [10, 0], text: 'Sign in with a second factor', size: 'm', bold: true }],
}
