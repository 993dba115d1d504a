import type { DemoNode, Drawing, Pair } from '../drawing'

const box = (id: string, at: Pair, label: readonly string[], color: DemoNode['color']): DemoNode => ({
  id,
  at,
  size: [180, 82],
  label,
  color,
})

const stage = (label: string, x: number, w: number): DemoNode => ({
  id: `stage-${label}`,
  at: [x, 70],
  size: [w, 480],
  label,
  fill: 'semi',
  color: 'grey',
  labelColor: 'grey',
  verticalAlign: 'start',
  dash: 'dotted',
  scale: 0.9,
})

export const dataPipeline: Drawing = {
  title: 'Data pipeline: from events to decisions',
  zones: [
    stage('Sources', 0, 240),
    stage('Ingest', 290, 240),
    stage('Store and transform', 580, 480),
    stage('Use', 1110, 240),
  ],
  nodes: [
    box('shop', [30, 140], ['Shop', 'clicks, orders'], 'blue'),
    box('crm', [30, 280], ['CRM', 'customers'], 'blue'),
    box('devices', [30, 420], ['Devices', '40 k sensors'], 'blue'),
    box('stream', [320, 210], ['Stream', 'Kafka, 7 days'], 'orange'),
    box('batch', [320, 350], ['Batch', 'nightly, 02:00'], 'orange'),
    { ...box('lake', [610, 280], ['Lake', 'Parquet, raw'], 'light-blue'), geo: 'oval' },
    box('clean', [850, 140], ['Clean', 'types, duplicates'], 'violet'),
    box('model', [850, 280], ['Model', 'facts, dimensions'], 'violet'),
    box('test', [850, 420], ['Test', '212 assertions'], 'green'),
    box('dashboards', [1140, 140], ['Dashboards', 'daily'], 'green'),
    box('features', [1140, 280], ['Features', 'forecasts'], 'green'),
    box('reverse', [1140, 420], ['Back to CRM', 'segments'], 'green'),
  ],
  edges: [
    { from: 'shop', to: 'stream', kind: 'elbow', leave: 'right', arrive: ['left', 0.3] },
    { from: 'devices', to: 'stream', kind: 'elbow', leave: ['right', 0.3], arrive: ['left', 0.7] },
    { from: 'crm', to: 'batch', kind: 'elbow', leave: 'right', arrive: 'left', turn: 0.25 },
    { from: 'stream', to: 'lake', kind: 'elbow', leave: 'right', arrive: ['left', 0.3] },
    { from: 'batch', to: 'lake', kind: 'elbow', leave: 'right', arrive: ['left', 0.7] },
    { from: 'lake', to: 'clean', kind: 'elbow', leave: 'right', arrive: 'left' },
    { from: 'clean', to: 'model', leave: 'bottom', arrive: 'top' },
    { from: 'model', to: 'test', leave: 'bottom', arrive: 'top' },
    { from: 'model', to: 'dashboards', kind: 'elbow', leave: ['right', 0.25], arrive: 'left' },
    { from: 'model', to: 'features', leave: 'right', arrive: 'left' },
    { from: 'model', to: 'reverse', kind: 'elbow', leave: ['right', 0.75], arrive: 'left' },
  ],
  texts: [
    { at: [0, 0], text: 'From events to decisions', size: 'm', bold: true },
    {
      at: [0, 575],
      text: 'Fresh after 15 minutes from streams, every morning from batches. A failed test stops the publication.',
      color: 'grey',
      scale: 0.9,
    },
  ],
}
