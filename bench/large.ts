import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { makeShape } from '@/lib/testing/make-shape'
import { SyncClient } from '@/lib/testing/sync-client'
import { createDiagram, launchBrowser, newSignedInContext, startProduct } from './apps'
import { makeDocument } from './make-document'
import { type BenchReport, type BenchRow, computePercentile } from './report'

const sizesMb = (process.env.BENCH_LARGE_MB ?? '5,25,100').split(',').map(Number)
const shapesPerPage = 10_000
/** An edit now and then, as of one person; each waits until the one before is durable. */
const editEveryMs = 50
const aloneMs = 5_000

/** A very large document is written over HTTP while somebody draws in another diagram. */
// The sync library waits for frames, but for tests.
Object.assign(process.env, { NODE_ENV: 'test' })

export async function bench(): Promise<BenchReport> {
  const product = await startProduct({ REQUEST_TIMEOUT_SECONDS: '120' })
  const browser = await launchBrowser()
  try {
    const context = await newSignedInContext(browser, product.url)
    const drawn = await createDiagram(context, 100)
    const targets = []
    for (const sizeMb of sizesMb) targets.push({ sizeMb, diagramId: await createDiagram(context, 0) })
    const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
    await browser.close()
    const getUrl = () => `${product.url.replace('http', 'ws')}/api/sync/${drawn}`
    const client = new SyncClient({ getUrl, headers: { cookie, origin: product.url } })
    await client.untilConnected()
    const alone = await draw(client, delay(aloneMs))
    const rows: BenchRow[] = []
    for (const { sizeMb, diagramId } of targets) {
      const body = makeBody(sizeMb)
      const startedAtMs = performance.now()
      let tookMs = 0
      const put = send({ url: `${product.url}/api/diagrams/${diagramId}/document`, cookie, body }).then((answer) => {
        tookMs = performance.now() - startedAtMs
        if (answer.status !== 200) throw new Error(`PUT answered ${answer.status}: ${answer.text.slice(0, 500)}`)
        // The picture of it is drawn afterwards.
        return delay(5_000)
      })
      const during = await draw(client, put)
      const peakMb = readMemory(findServer(product.pid), 'VmHWM')
      const measure = `while ${sizeMb} MB are written`
      rows.push(
        {
          measure: `edit is durable, p99, ${measure}`,
          unit: 'ms',
          ours: during.p99,
          peer: alone.p99,
          goal: { atMost: 10 },
        },
        {
          measure: `edit is durable, longest, ${measure}`,
          unit: 'ms',
          ours: during.longest,
          peer: null,
          goal: { atMost: 500 },
        },
        { measure: `${sizeMb} MB are stored`, unit: 's', ours: tookMs / 1_000, peer: null, goal: { atMost: 60 } },
        { measure: `memory at most, ${measure}`, unit: 'MB', ours: peakMb, peer: null, goal: { atMost: 3_000 } },
      )
      console.log(rows.slice(-4).map(({ measure: of, ours }) => `${of}: ${ours.toFixed(1)}`))
    }
    client.stop()
    return { name: 'large', peer: 'the same edits with nothing else to do', rows }
  } finally {
    await browser.close()
    await product.stop()
  }
}

/** Draws until the work is done; how long edits took to be durable. */
async function draw(client: SyncClient, work: Promise<unknown>): Promise<{ p99: number; longest: number }> {
  let isOver = false
  const done = work.finally(() => {
    isOver = true
  })
  const timesMs: number[] = []
  const shape = makeShape({ id: 'moving' })
  for (let x = 0; !isOver; x++) {
    const startedAtMs = performance.now()
    const acknowledged = new Promise<void>((resolve) => {
      client.onAcknowledged = () => resolve()
    })
    client.store.put([{ ...shape, x }])
    await acknowledged
    timesMs.push(performance.now() - startedAtMs)
    await delay(editEveryMs)
  }
  await done
  return { p99: computePercentile(timesMs, 0.99), longest: Math.max(...timesMs) }
}

/** As many labelled boxes as it takes, over as many pages. */
function makeBody(sizeMb: number): Buffer {
  const sample = makeDocument(1_000)
  const shapes = Object.values(sample.store).filter(({ typeName }) => typeName === 'shape')
  const bytesEach = Buffer.byteLength(JSON.stringify(shapes)) / shapes.length + 25
  const count = Math.floor((sizeMb * 1_000_000) / bytesEach)
  const parts: string[] = []
  for (const record of Object.values(sample.store)) {
    if (record.typeName !== 'shape' && record.typeName !== 'page')
      parts.push(`${JSON.stringify(record.id)}:${JSON.stringify(record)}`)
  }
  for (let page = 0; page * shapesPerPage < count; page++) {
    const id = `page:p${page}`
    parts.push(
      `"${id}":${JSON.stringify({ id, typeName: 'page', name: `Page ${page}`, index: `a${page + 1}`, meta: {} })}`,
    )
  }
  for (let n = 0; n < count; n++) {
    const id = `shape:${n}`
    const record = { ...shapes[n % shapes.length], id, parentId: `page:p${Math.floor(n / shapesPerPage)}` }
    parts.push(`"${id}":${JSON.stringify(record)}`)
  }
  return Buffer.from(`{"document":{"schema":${JSON.stringify(sample.schema)},"store":{${parts.join(',')}}}}`)
}

function send({ url, cookie, body }: { url: string; cookie: string; body: Buffer }) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const headers = { cookie, 'if-match': '*', 'content-type': 'application/json', 'content-length': body.length }
    const sent = request(url, { method: 'PUT', headers }, async (response) => {
      resolve({ status: response.statusCode ?? 0, text: await text(response) })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const readMemory = (pid: number, field: string): number =>
  Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_000

/** The launcher's child that serves, or the launcher itself. */
const findServer = (pid: number): number => pid
