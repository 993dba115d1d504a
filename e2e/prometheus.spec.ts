import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { findFreePort } from '@/lib/boot/find-free-port'
import { canvasOf } from './canvas'
import { createDiagram } from './diagrams'
import { expect, test } from './fixtures'

/** The configuration that we ship, for the app of these tests and in a hurry. */
async function writeConfig(folder: string, appUrl: string): Promise<string> {
  const given = await readFile('deploy/prometheus/prometheus.yml', 'utf8')
  const config = given
    .replaceAll(/_interval: 15s/g, '_interval: 500ms')
    .replace('localhost:3000', new URL(appUrl).host)
    .replaceAll(/- (\w+-rules\.yml)/g, (_, file: string) => `- ${resolve('deploy/prometheus', file)}`)
  const path = join(folder, 'prometheus.yml')
  await writeFile(path, config)
  return path
}

test('a real Prometheus with our configuration knows the rate of requests and the open rooms', async ({
  ann,
  baseURL,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'autograph-prometheus-'))
  const listen = `127.0.0.1:${await findFreePort()}`
  const settings = [
    `--config.file=${await writeConfig(folder, baseURL!)}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=${listen}`,
  ]
  const prometheus: ChildProcess = spawn('prometheus', settings, { stdio: 'ignore' })
  try {
    await once(prometheus, 'spawn')
    await ann.page.goto(`/diagrams/${await createDiagram(ann, 'Watched')}`)
    await expect(canvasOf(ann.page)).toBeVisible()
    const ask = async (query: string): Promise<number> => {
      const response = await fetch(`http://${listen}/api/v1/query?query=${encodeURIComponent(query)}`).catch(() => null)
      const result: [{ value: [number, string] }?] = response?.ok ? (await response.json()).data.result : []
      return Number(result[0]?.value[1] ?? Number.NaN)
    }
    await expect.poll(() => ask('up{job="autograph"}'), { timeout: 30_000 }).toBe(1)
    await expect.poll(() => ask('sum(autograph_open_rooms)')).toBeGreaterThanOrEqual(1)
    await expect.poll(() => ask('sum(rate(api_gateway_requests_total[1m]))')).toBeGreaterThan(0)
    await expect.poll(() => ask('sum(autograph:requests:rate5m)')).toBeGreaterThan(0)
    expect(await ask('count(ALERTS{alertname="AutographDown"})')).toBeNaN()
  } finally {
    prometheus.kill()
    if (prometheus.exitCode === null) await once(prometheus, 'exit')
    await rm(folder, { recursive: true, force: true })
  }
})
