import { randomBytes } from 'node:crypto'
import autocannon from 'autocannon'
import { findEmbeddedUrl } from '@/lib/boot/embedded-postgres/find-embedded-url'
import type { DiagramId } from '@/lib/core/ids'
import { createDiagram, launchBrowser, newSignedInContext, startPeer, startProduct } from './apps'
import { recordQueries } from './record-queries'
import { type BenchReport, computePercentile } from './report'

const rounds = 3
const seconds = 6
const connections = 20

async function measure(url: string, headers: Record<string, string>): Promise<number> {
  const result = await autocannon({ url, headers, connections, duration: seconds })
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} answers were not 2xx, ${result.errors} requests failed`)
  }
  return result.requests.average
}

/** GET of a diagram of 100 shapes against a bare Next route that asks the database the same. */
export async function bench(): Promise<BenchReport> {
  process.env.AUTH_SECRET = randomBytes(32).toString('hex')
  const [product, browser] = [await startProduct({ AUTH_SECRET: process.env.AUTH_SECRET }), await launchBrowser()]
  try {
    process.env.DATABASE_URL = findEmbeddedUrl(product.dataDir) ?? ''
    const context = await newSignedInContext(browser, product.url)
    const diagramId = await createDiagram(context, 100)
    const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
    await browser.close()
    const queries = await recordQueries(cookie, diagramId as DiagramId)
    const peer = await startPeer({
      DATABASE_URL: process.env.DATABASE_URL,
      BENCH_QUERIES: JSON.stringify(queries),
    })
    const [ours, theirs]: [number[], number[]] = [[], []]
    try {
      for (let round = 0; round < rounds; round++) {
        ours.push(await measure(`${product.url}/api/diagrams/${diagramId}`, { cookie }))
        theirs.push(await measure(`${peer.url}/api/diagrams/${diagramId}`, {}))
      }
    } finally {
      await peer.stop()
    }
    return {
      name: 'api',
      peer: 'a bare Next route that asks the database the same',
      rows: [
        {
          measure: 'GET of a diagram of 100 shapes',
          unit: 'requests/s',
          ours: computePercentile(ours, 0.5),
          peer: computePercentile(theirs, 0.5),
          goal: { atLeast: 0.7 },
        },
      ],
    }
  } finally {
    await browser.close()
    await product.stop()
  }
}
