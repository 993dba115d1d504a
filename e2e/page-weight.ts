import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'

/** Gzipped kilobytes of scripts that a first visit may load; how they were found is in `docs/decisions/0022-page-weight.md`. */
export const scriptBudgetKb = { dashboard: 175, editor: 630 }

/** What is asked for later than this after the page has loaded is fetched ahead by `preloadWhenIdle`, which rests for 5 s. */
const restMs = 4_900

interface Script {
  url: string
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
    scripts.push(response.body().then((body) => ({ url: response.url(), bytes: gzipSync(body).length })))
  })
  return async () => {
    const late = await page.evaluate((restMs) => {
      const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
      const restsAt = visit?.loadEventEnd ? visit.loadEventEnd + restMs : Number.POSITIVE_INFINITY
      return performance
        .getEntriesByType('resource')
        .filter(({ startTime }) => startTime >= restsAt)
        .map(({ name }) => name)
    }, restMs)
    const first = (await Promise.all(scripts)).filter(({ url }) => !late.includes(url))
    return first.reduce((sum, { bytes }) => sum + bytes, 0) / 1024
  }
}
