import type { Drawing } from '../drawing'

export const cloudArchitecture: Drawing = {
  title: 'Cloud architecture: shop',
  frames: [
    { id: 'cloud', at: [300, 60], size: [1120, 720], name: 'AWS eu-central-1' },
    { id: 'vpc', at: [540, 110], size: [640, 640], name: 'VPC 10.0.0.0/16' },
  ],
  zones: [
    zone('public', [570, 150], [580, 150], 'Public subnets', 'green'),
    zone('private', [570, 330], [580, 190], 'Private subnets', 'blue'),
    zone('data', [570, 550], [580, 170], 'Data subnets', 'violet'),
  ],
  nodes: [
    {
      id: 'users',
      at: [10, 190],
      size: [200, 90],
      label: ['Customers', 'web and mobile'],
      geo: 'oval',
      color: 'black',
      fill: 'semi',
    },
    { id: 'cdn', at: [340, 195], size: [150, 82], label: ['CDN', 'static files'], color: 'orange' },
    { id: 'assets', at: [340, 420], size: [150, 82], label: ['Object store', 'images'], color: 'orange' },
    { id: 'waf', at: [600, 195], size: [150, 82], label: ['WAF', 'rate limits'], color: 'green' },
    { id: 'alb', at: [785, 195], size: [335, 82], label: ['Load balancer', 'TLS, health checks'], color: 'green' },
    { id: 'web', at: [600, 390], size: [150, 100], label: ['Web', 'Next.js × 3'], color: 'blue' },
    { id: 'api', at: [785, 390], size: [150, 100], label: ['API', 'Node × 4'], color: 'blue' },
    { id: 'worker', at: [970, 390], size: [150, 100], label: ['Workers', 'orders × 2'], color: 'blue' },
    { id: 'cache', at: [600, 610], size: [150, 82], label: ['Redis', 'sessions'], color: 'violet' },
    { id: 'db', at: [785, 610], size: [150, 82], label: ['PostgreSQL', 'primary'], color: 'violet' },
    {
      id: 'replica',
      at: [970, 610],
      size: [150, 82],
      label: ['PostgreSQL', 'replica'],
      color: 'violet',
      dash: 'dashed',
    },
    { id: 'queue', at: [1220, 390], size: [160, 100], label: ['Queue', 'order events'], color: 'yellow' },
    { id: 'mail', at: [1220, 610], size: [160, 82], label: ['Mail', 'receipts'], color: 'yellow' },
    { id: 'logs', at: [1220, 195], size: [160, 82], label: ['Logs, metrics', '30 days'], color: 'grey' },
  ],
  edges: [
    { from: 'users', to: 'cdn', label: 'HTTPS', leave: 'right', arrive: 'left' },
    { from: 'cdn', to: 'waf', leave: 'right', arrive: 'left' },
    { from: 'cdn', to: 'assets', leave: 'bottom', arrive: 'top' },
    { from: 'waf', to: 'alb', leave: 'right', arrive: 'left' },
    { from: 'alb', to: 'web', kind: 'elbow', leave: ['bottom', 0.1], arrive: 'top' },
    { from: 'alb', to: 'api', leave: ['bottom', 0.224], arrive: 'top' },
    { from: 'web', to: 'cache', leave: 'bottom', arrive: 'top' },
    { from: 'api', to: 'db', leave: 'bottom', arrive: 'top' },
    { from: 'worker', to: 'db', kind: 'elbow', leave: ['bottom', 0.5], arrive: ['top', 0.75], turn: 0.6 },
    { from: 'db', to: 'replica', leave: 'right', arrive: 'left', dash: 'dashed' },
    { from: 'queue', to: 'worker', leave: 'left', arrive: 'right' },
    { from: 'queue', to: 'mail', leave: 'bottom', arrive: 'top' },
    { from: 'alb', to: 'logs', leave: 'right', arrive: 'left', dash: 'dotted', color: 'grey' },
  ],
  texts: [{ at: [10, -10], text: 'Shop, production', size: 'm', bold: true }],
}

function zone(
  id: string,
  at: [number, number],
  size: [number, number],
  label: string,
  color: 'green' | 'blue' | 'violet',
) {
  const look = { fill: 'none', dash: 'dashed', align: 'end', verticalAlign: 'start', scale: 0.75 } as const
  return { id, at, size, label, color, labelColor: color, ...look }
}
