/** `npm run bench` runs every benchmark, `npm run bench -- <name>` one. Each file of this list exports `bench`. */
import { type BenchReport, publishReport } from './report'

const benches: Record<string, () => Promise<{ bench: () => Promise<BenchReport> }>> = {
  editor: () => import('./editor'),
  large: () => import('./large'),
  api: () => import('./api'),
  edge: () => import('./edge'),
  canvas: () => import('./canvas'),
  sync: () => import('./sync'),
  metrics: () => import('./metrics'),
  health: () => import('./health'),
  status: () => import('./status'),
  auth: () => import('./auth'),
}

const names = process.argv.slice(2)
const unknown = names.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`)
  process.exit(2)
}

let met = true
for (const name of names.length > 0 ? names : Object.keys(benches)) {
  const { bench } = await benches[name]!()
  met = publishReport(await bench()) && met
}
process.exit(met ? 0 : 1)
