import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'

/** Gzipped kilobytes of scripts that a first visit may load; how they were found is in `docs/decisions/0022-page-weight.md`. */
export const scriptBudgetKb = { dashboard: 178, editor: 630 }

/** What is asked for later than this after the page has loaded is fetched ahead by `preloadWhenIdle`, which rests for 5 s. */
const restMs = 4_900

interface Script {
  /** By the clock of the browser. */
  askedAtMs: number
  bytes: number
}

/**
 * Counts the scripts that a page loads from here on. The function it returns says how many gzipped kilobytes they have,
 * whatever the server compressed them with, but for those that are fetched ahead while the page rests.
 */
export function watchScripts(page: Page): () => Promise<number> {
  const scripts: Promise<Script>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return
    const askedAtMs = response.request().timing().startTime
    scripts.push(response.body().then((body) => ({ askedAtMs, bytes: gzipSync(body).length })))
  })
  return async () => {
    const loadedAtMs = await page.evaluate(() => {
      const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
      return visit?.loadEventEnd ? performance.timeOrigin + visit.loadEventEnd : Number.POSITIVE_INFINITY
    })
    const first = (await Promise.all(scripts)).filter(({ askedAtMs }) => askedAtMs < loadedAtMs + restMs)
    return first.reduce((sum, { bytes }) => sum + bytes, 0) / 1024
  }
}
