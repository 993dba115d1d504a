import type { Browser, BrowserContext, Page } from '@playwright/test'
import { scriptBudgetKb, watchScripts } from '../e2e/page-weight'
import { compilerMark, createDiagram, launchBrowser, newSignedInContext, startPeer, startProduct } from './apps'
import { type BenchReport, computePercentile } from './report'

const rounds = 7
const shapes = 200

interface ColdOpen {
  largestContentfulPaintMs: number
  drawableMs: number
  scriptsKb: number
}

/** Notes, in the page's own time, the largest paint and when a shape more than the document has appeared. */
function installProbe(shapesBefore: number): void {
  const probe = { largestContentfulPaintMs: 0, drawableMs: 0 }
  Object.assign(window, { probe })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) probe.largestContentfulPaintMs = entry.startTime
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  const look = () => {
    if (document.querySelectorAll('.tl-shape').length > shapesBefore) probe.drawableMs = performance.now()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

const readProbe = (page: Page) => page.evaluate(() => Reflect.get(window, 'probe') as Omit<ColdOpen, 'scriptsKb'>)

/** Opens an editor with an empty cache and draws with the mouse, again and again, until a shape appears. */
async function openCold(context: BrowserContext, address: string): Promise<ColdOpen> {
  const page = await context.newPage()
  const readScriptsKb = watchScripts(page)
  await page.addInitScript(compilerMark)
  await page.addInitScript(installProbe, shapes)
  await page.goto(address, { waitUntil: 'commit' })
  await page.getByTestId('canvas').waitFor()
  for (let attempt = 0; (await readProbe(page)).drawableMs === 0; attempt++) {
    if (attempt > 400) throw new Error(`nothing could be drawn at ${address}`)
    await page.keyboard.press('r')
    await page.mouse.move(600, 600)
    await page.mouse.down()
    await page.mouse.move(660, 660)
    await page.mouse.up()
  }
  const probe = await readProbe(page)
  const scriptsKb = await readScriptsKb()
  await page.close()
  return { ...probe, scriptsKb }
}

/** Signed in, with an empty HTTP cache: a context of its own that only shares the cookies. */
async function openProductCold(browser: Browser, signedIn: BrowserContext, address: string): Promise<ColdOpen> {
  const context = await browser.newContext({
    storageState: await signedIn.storageState(),
    viewport: { width: 1280, height: 800 },
  })
  const opened = await openCold(context, address)
  await context.close()
  return opened
}

async function openPeerCold(browser: Browser, address: string): Promise<ColdOpen> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const opened = await openCold(context, address)
  await context.close()
  return opened
}

/** Of one visit with an empty cache, until the network rests. */
async function measureScripts(browser: Browser, address: string, signedIn?: BrowserContext): Promise<number> {
  const context = await browser.newContext({ storageState: await signedIn?.storageState() })
  const page = await context.newPage()
  const readScriptsKb = watchScripts(page)
  await page.goto(address, { waitUntil: 'networkidle' })
  const scriptsKb = await readScriptsKb()
  await context.close()
  return scriptsKb
}

const median = (opens: ColdOpen[], of: keyof ColdOpen): number =>
  computePercentile(
    opens.map((open) => open[of]),
    0.5,
  )

/** Cold open of the editor, signed in, against a page with nothing but `<Tldraw/>` and the same shapes. */
export async function bench(): Promise<BenchReport> {
  const [product, peer, browser] = [await startProduct(), await startPeer(), await launchBrowser()]
  try {
    const signedIn = await newSignedInContext(browser, product.url)
    const address = `${product.url}/diagrams/${await createDiagram(signedIn, shapes)}`
    await openProductCold(browser, signedIn, address)
    const [ours, theirs]: [ColdOpen[], ColdOpen[]] = [[], []]
    for (let round = 0; round < rounds; round++) {
      ours.push(await openProductCold(browser, signedIn, address))
      theirs.push(await openPeerCold(browser, `${peer.url}/canvas?shapes=${shapes}`))
    }
    const compare = (measure: string, of: keyof ColdOpen, unit: string, atMost: number) => ({
      measure,
      unit,
      ours: median(ours, of),
      peer: median(theirs, of),
      goal: { atMost },
    })
    const bareKb = await measureScripts(browser, `${peer.url}/hello`)
    return {
      name: 'editor',
      peer: 'a page with nothing but <Tldraw/> and the same 200 shapes',
      rows: [
        compare('largest contentful paint', 'largestContentfulPaintMs', 'ms', 0.5),
        compare('first shape drawable', 'drawableMs', 'ms', 1.1),
        compare('JavaScript of the editor page, gzipped', 'scriptsKb', 'KB', 1.1),
        {
          measure: `JavaScript of the dashboard, gzipped (a page with nothing but React and Next: ${bareKb.toFixed(0)} KB)`,
          unit: 'KB',
          ours: await measureScripts(browser, `${product.url}/diagrams`, signedIn),
          peer: null,
          goal: { atMost: scriptBudgetKb.dashboard },
        },
      ],
    }
  } finally {
    await browser.close()
    await peer.stop()
    await product.stop()
  }
}
