import type { DemoEdge, DemoNode, Drawing } from '../drawing'

interface Moment {
  time: string
  text: readonly string[]
  color: NonNullable<DemoNode['color']>
}

const moments: Moment[] = [
  { time: '14:02', text: ['Deploy 4.8.1', 'connection pool halved'], color: 'grey' },
  { time: '14:09', text: ['Latency rises', 'p95 from 80 ms to 2.4 s'], color: 'orange' },
  { time: '14:11', text: ['Alert', 'on call takes it'], color: 'red' },
  { time: '14:16', text: ['Incident open', 'status page: degraded'], color: 'red' },
  { time: '14:24', text: ['Cause found', 'pool exhausted'], color: 'violet' },
  { time: '14:27', text: ['Rolled back', 'to 4.8.0'], color: 'blue' },
  { time: '14:33', text: ['All well', 'monitored for an hour'], color: 'green' },
]
const axis = 300
const gap = 195
const [w, h] = [230, 84]
const xOf = (i: number) => 115 + i * gap
const isAbove = (i: number) => i % 2 === 0

const cards = moments.map(({ text, color }, i): DemoNode => {
  const y = isAbove(i) ? axis - 90 - h : axis + 90
  return { id: `card-${i}`, at: [xOf(i) - w / 2, y], size: [w, h], label: text, color }
})
const points = moments.map(({ color }, i): DemoNode => {
  return { id: `point-${i}`, at: [xOf(i) - 10, axis - 10], size: [20, 20], geo: 'ellipse', fill: 'fill', color }
})
const stems = moments.map(({ color }, i): DemoEdge => {
  const [leave, arrive] = isAbove(i) ? (['bottom', 'top'] as const) : (['top', 'bottom'] as const)
  return { from: `card-${i}`, to: `point-${i}`, leave, arrive, color, heads: ['none', 'none'] }
})

export const incidentTimeline: Drawing = {
  title: 'Incident 2026-041: slow checkout',
  zones: [
    {
      id: 'impact',
      at: [xOf(1), axis - 22],
      size: [gap * 5, 44],
      fill: 'solid',
      color: 'light-red',
      dash: 'dotted',
      label: '',
    },
  ],
  lines: [
    {
      points: [
        [0, axis],
        [xOf(6) + 115, axis],
      ],
      color: 'black',
      stroke: 'm',
    },
  ],
  nodes: [...cards, ...points],
  edges: stems,
  texts: [
    { at: [0, 0], text: 'Slow checkout, 12 May', size: 'm', bold: true },
    {
      at: [0, 44],
      text: 'Customers noticed for 24 minutes. 312 orders were late, none was lost.',
      color: 'grey',
      scale: 0.9,
    },
    ...moments.map(({ time }, i) => ({
      at: [xOf(i) - 26, isAbove(i) ? axis + 30 : axis - 58] as const,
      text: time,
      font: 'mono' as const,
      scale: 0.95,
    })),
  ],
  notes: [
    {
      at: [0, 540],
      text: 'What went well: the alert came in 2 minutes, the way back was one click.',
      color: 'light-green',
    },
    { at: [230, 540], text: 'What did not: nobody had tried the new pool under load.', color: 'light-red' },
    { at: [460, 540], text: 'To do: load test in the pipeline, alarm on a full pool.', color: 'light-blue' },
  ],
}
