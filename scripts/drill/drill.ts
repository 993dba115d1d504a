/**
 * `npm run drill`: people draw on an instance, which backs itself up; then it is killed and its data directory destroyed. It
 * is restored, and measured how long that took and what was lost. With `--large` on the large data set.
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { findEmbeddedUrl } from '@/lib/boot/embedded-postgres/find-embedded-url'
import { findFreePort } from '@/lib/boot/find-free-port'
import { createDiskStore } from '@/lib/platform/objects/disk-store'
import { waitFor } from '@/lib/testing/wait-for'
import { type BenchRow, computePercentile, publishReport } from '../../bench/report'
import { type AppServer, startApp } from '../../e2e/app-server'
import { largeSize, seedLarge } from '../seed-large'
import { changeSome } from './change-some'
import { runAutograph } from './run-autograph'
import { makeTeam, readHighest, type Team, withInstance } from './team'
import { TimedLedger } from './timed-ledger'

const isLarge = process.argv.includes('--large')
const size = isLarge ? largeSize : { diagrams: 100, records: 10_000, objects: 40 }
const authSecret = randomBytes(32).toString('hex')
const root = mkdtempSync(join(tmpdir(), 'autograph-drill-'))
const [dataDir, backups] = [join(root, 'data'), join(root, 'backups')]
const port = await findFreePort()
const tell = (line: string) => console.log(line)

const env = { AUTH_SECRET: authSecret, BACKUP_TO: backups, BACKUP_INTERVAL_MINUTES: '1', BACKUP_VERIFY_HOURS: '0' }
const commandEnv = { ...env, DATA_DIR: dataDir, PORT: String(port), DATABASE_URL: '', NODE_ENV: 'production' }
const running: AppServer[] = []
async function launch(given: Record<string, string> = {}): Promise<AppServer> {
  const app = await startApp({ dataDir, port, env: { ...env, ...given } })
  running.push(app)
  return app
}
const onInstance = <T>(work: () => Promise<T>) => withInstance(findEmbeddedUrl(dataDir) ?? '', authSecret, work)
const ledger = new TimedLedger()
// Outside a browser there are no frames for the editor's store to wait for; this is how it is told.
Object.assign(process.env, { NODE_ENV: 'test' })

async function main(): Promise<BenchRow[]> {
  const empty = await launch({ BACKUP_INTERVAL_MINUTES: '0' })
  await onInstance(() => seedLarge(size, createDiskStore(join(dataDir, 'objects'))))
  tell(`✓ An instance with ${size.records} records and ${size.objects / 2} MB of objects`)
  await empty.stop()
  const app = await launch()
  const team = await onInstance(() => makeTeam({ people: 5, getOrigin: () => app.url, ledger }))
  await waitFor('everybody to see the diagram', () => team.drawers.every(({ client }) => client.loaded.get() !== null))
  team.start()
  const rows = await measureBackups()
  rows.push(...(await measureLoss(app, team)))
  team.stop()
  return rows
}

/**
 * The first backup has everything to write, the second one what changed in 1 % of the diagrams. Saving is compared with what
 * it takes before and after, since whatever else the machine does changes in the meantime.
 */
async function measureBackups(): Promise<BenchRow[]> {
  await delay(5_000)
  const before = await quietSpan()
  const busy = { fromMs: performance.now(), toMs: 0 }
  const first = await backUp()
  busy.toMs = performance.now()
  tell(`✓ ${first}`)
  // What the backup left to be written by the disk is its own doing, and over by then.
  await delay(5_000)
  const after = await quietSpan()
  await onInstance(() => changeSome(0.01))
  const second = await backUp()
  tell(`✓ ${second}`)
  const p95 = (...spans: Span[]) =>
    computePercentile(
      spans.flatMap((span) => ledger.listDelaysMs(span)),
      0.95,
    )
  tell(`Saving, p95: ${[before, busy, after].map((span) => `${p95(span).toFixed(1)} ms`).join(', ')}`)
  return [
    {
      measure: 'saving while a backup is made, p95',
      unit: 'ms',
      ours: p95(busy),
      peer: p95(before, after),
      goal: { atMost: 1.2 },
    },
    {
      measure: 'written after 1 % changed',
      unit: 'bytes',
      ours: readWritten(second),
      peer: readWritten(first),
      goal: { atMost: 0.03 },
    },
  ]
}

interface Span {
  fromMs: number
  toMs: number
}

async function quietSpan(): Promise<Span> {
  const fromMs = performance.now()
  await delay(15_000)
  return { fromMs, toMs: performance.now() }
}

/** As the schedule does it, whose own ones it waits for. */
const backUp = (): Promise<string> =>
  waitFor(
    'a backup',
    async () => {
      const said = await runAutograph(['backup', '--background'], commandEnv)
      return said.includes('is complete') ? said : null
    },
    { timeoutMs: 300_000, everyMs: 500 },
  )

const units: Record<string, number> = { B: 1, KB: 1_024, MB: 1_024 ** 2, GB: 1_024 ** 3 }

function readWritten(said: string): number {
  const [, number = '', unit = ''] = /, ([\d.]+) ([KMG]?B) written/.exec(said) ?? []
  return Number(number) * (units[unit] ?? Number.NaN)
}

async function measureLoss(app: AppServer, team: Team): Promise<BenchRow[]> {
  // Nobody waits for a good moment: the next backup is made by the instance itself, and this comes somewhere after it.
  await delay(100_000)
  const lostAtMs = performance.now()
  const [pid] = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  await app.kill()
  process.kill(Number(pid), 'SIGKILL')
  rmSync(dataDir, { recursive: true, force: true })
  tell('✓ The instance is killed and its data directory gone')
  team.pause()
  tell(`✓ ${await runAutograph(['restore'], commandEnv)}`)
  const restored = await launch()
  const rtoSeconds = (performance.now() - lostAtMs) / 1_000
  const highest = await onInstance(() => readHighest(team.diagramId))
  const firstLostMs = ledger.findFirstLostMs(highest)
  await waitFor(
    'everybody to have what was restored',
    () => team.drawers.every(({ status }) => status === 'saved') && isSame(team),
    { timeoutMs: 60_000 },
  )
  tell('✓ Everybody who was drawing is connected again and sees the same')
  tell(`✓ ${await runAutograph(['verify'], commandEnv)}`)
  await restored.stop()
  return [
    {
      measure: 'from the loss until it serves again (RTO)',
      unit: 's',
      ours: rtoSeconds,
      peer: null,
      goal: { atMost: 60 },
    },
    {
      measure: 'oldest acknowledged change that is lost, before the loss (RPO)',
      unit: 's',
      ours: firstLostMs === null ? 0 : (lostAtMs - firstLostMs) / 1_000,
      peer: null,
      goal: { atMost: 75 },
    },
  ]
}

function isSame({ drawers }: Team): boolean {
  const texts = drawers.map(({ client }) =>
    JSON.stringify(
      client.store
        .allRecords()
        .filter(({ typeName }) => typeName === 'shape')
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    ),
  )
  return new Set(texts).size === 1
}

try {
  const rows = await main()
  const isMet = publishReport({ name: 'drill', peer: 'the same instance without a backup, or the first backup', rows })
  rmSync(root, { recursive: true, force: true })
  process.exit(isMet ? 0 : 1)
} catch (error) {
  console.error(error)
  for (const app of running) await app.stop()
  rmSync(root, { recursive: true, force: true })
  process.exit(1)
}
