import type { DemoNode, Drawing, Pair } from '../drawing'

const step = (id: string, at: Pair, label: readonly string[], color: DemoNode['color'] = 'blue'): DemoNode => ({
  id,
  at,
  size: [170, 84],
  label,
  color,
})

export const deliveryPipeline: Drawing = {
  title: 'CI/CD: from commit to customers',
  zones: [
    lane('Commit', [0, 60], [440, 190]),
    lane('Verify', [480, 60], [640, 190]),
    lane('Release', [0, 320], [1120, 200]),
  ],
  nodes: [
    step('commit', [30, 130], ['Commit', 'to a branch'], 'grey'),
    step('pr', [240, 130], ['Pull request', 'one review']),
    step('build', [510, 130], ['Build', 'lint, types, unit']),
    step('e2e', [720, 130], ['End to end', 'real browser']),
    step('image', [920, 130], ['Image', 'signed, scanned']),
    { id: 'green', at: [30, 375], size: [150, 120], label: 'All green?', geo: 'diamond', color: 'yellow' },
    step('staging', [270, 393], ['Staging', 'automatic'], 'green'),
    { id: 'smoke', at: [500, 375], size: [150, 120], label: 'Smoke test?', geo: 'diamond', color: 'yellow' },
    step('canary', [720, 393], ['Canary', '5 % of users'], 'green'),
    step('live', [925, 393], ['Production', '100 %'], 'green'),
    step('fix', [20, 620], ['Fix first', 'author is told'], 'red'),
    step('rollback', [490, 620], ['Roll back', 'under 2 minutes'], 'red'),
  ],
  edges: [
    { from: 'commit', to: 'pr', leave: 'right', arrive: 'left' },
    { from: 'pr', to: 'build', leave: 'right', arrive: 'left' },
    { from: 'build', to: 'e2e', leave: 'right', arrive: 'left' },
    { from: 'e2e', to: 'image', leave: 'right', arrive: 'left' },
    { from: 'image', to: 'green', kind: 'elbow', leave: 'bottom', arrive: 'top', turn: 0.4 },
    { from: 'green', to: 'staging', label: 'yes', leave: 'right', arrive: 'left' },
    { from: 'green', to: 'fix', label: 'no', leave: 'bottom', arrive: 'top', color: 'red' },
    { from: 'staging', to: 'smoke', leave: 'right', arrive: 'left' },
    { from: 'smoke', to: 'canary', label: 'yes', leave: 'right', arrive: 'left' },
    { from: 'smoke', to: 'rollback', label: 'no', leave: 'bottom', arrive: 'top', color: 'red' },
    { from: 'canary', to: 'live', leave: 'right', arrive: 'left' },
    {
      from: 'live',
      to: 'rollback',
      kind: 'elbow',
      label: 'errors > 1 %',
      leave: 'bottom',
      arrive: 'right',
      color: 'red',
      labelAt: 0.6,
    },
  ],
  texts: [
    { at: [0, 0], text: 'From commit to customers in 18 minutes', size: 'm', bold: true },
    { at: [735, 690], text: 'The pipeline is the only way into production.', color: 'grey', scale: 0.85 },
  ],
}

function lane(label: string, at: Pair, size: Pair): DemoNode {
  const look = {
    fill: 'semi',
    color: 'grey',
    labelColor: 'grey',
    align: 'start',
    verticalAlign: 'start',
    scale: 0.8,
  } as const
  return { id: `lane-${label}`, at, size, label, ...look }
}
