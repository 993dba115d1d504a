import type { APIRequestContext } from '@playwright/test'
import { startRecordingMailServer } from '@/lib/testing/recording-mail-server'
import { launchBrowser, newSignedInContext, startProduct } from './apps'
import { readProcessTimeMs } from './process-time'
import type { BenchReport } from './report'

const looksPerCheck = 300
const warmUp = 50

interface Listed {
  id: string
  looked_at: string | null
  every_seconds: number | null
}

/**
 * What looking at everything costs: each check is looked at many times by hand, and its processor time is multiplied by how
 * often it is looked at by itself. The request that asks for each look is in it, so the truth is lower.
 */
export async function bench(): Promise<BenchReport> {
  const mail = await startRecordingMailServer()
  const smtp = { SMTP_HOST: '127.0.0.1', SMTP_PORT: String(mail.port) }
  const [product, browser] = [await startProduct(smtp), await launchBrowser()]
  try {
    const { request } = await newSignedInContext(browser, product.url)
    const { items }: { items: Listed[] } = await (await request.get('/api/checks')).json()
    let corePercent = 0
    for (const { id, every_seconds: everySeconds } of items) {
      if (everySeconds === null) continue
      const lookMs = await measureLook(request, { id, pid: product.pid })
      console.log(`  ${id}: ${lookMs.toFixed(2)} ms every ${everySeconds} s`)
      corePercent += (lookMs / (everySeconds * 1_000)) * 100
    }
    return {
      name: 'health',
      peer: 'a limit: 1 % of one core',
      rows: [
        {
          measure: 'processor time of all built-in checks',
          unit: '% of a core',
          ours: corePercent,
          peer: null,
          goal: { atMost: 1 },
        },
      ],
    }
  } finally {
    await browser.close()
    await product.stop()
    await mail.stop()
  }
}

async function measureLook(request: APIRequestContext, { id, pid }: { id: string; pid: number }): Promise<number> {
  const look = async () => {
    const response = await request.post(`/api/checks/${id}/run`)
    if (!response.ok()) throw new Error(`looking at ${id} answered ${response.status()}`)
  }
  for (let i = 0; i < warmUp; i++) await look()
  const beforeMs = readProcessTimeMs(pid)
  for (let i = 0; i < looksPerCheck; i++) await look()
  return (readProcessTimeMs(pid) - beforeMs) / looksPerCheck
}
