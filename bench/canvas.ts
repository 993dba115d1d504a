import type { BrowserContext, Page } from '@playwright/test'
import { compilerMark, createDiagram, launchBrowser, newSignedInContext, startPeer, startProduct } from './apps'
import type { BenchReport, BenchRow } from './report'

const panMs = 4_000
/** Both sides take turns, and the best of each counts: what else the machine does only ever adds time. */
const turns = ['ours', 'peer', 'peer', 'ours', 'ours', 'peer'] as const

/** Moves the canvas by wheel events, one per frame, and returns how long each frame took. */
function panAndTimeFrames(durationMs: number): Promise<number[]> {
  const canvas = document.querySelector('[data-testid="canvas"]')
  if (!canvas) throw new Error('no canvas')
  return new Promise((resolve) => {
    const frames: number[] = []
    const startedAt = performance.now()
    let last = startedAt
    const step = (now: number) => {
      frames.push(now - last)
      last = now
      if (now - startedAt > durationMs) return resolve(frames.slice(1))
      const angle = (now - startedAt) / 500
      const move = { deltaX: Math.cos(angle) * 25, deltaY: Math.sin(angle) * 25 }
      canvas.dispatchEvent(
        new WheelEvent('wheel', { ...move, clientX: 640, clientY: 400, bubbles: true, cancelable: true }),
      )
      requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  })
}

async function openAndFit(context: BrowserContext, address: string, shapes: number): Promise<Page> {
  const page = await context.newPage()
  await page.addInitScript(compilerMark)
  await page.goto(address)
  await page.waitForFunction((count) => document.querySelectorAll('.tl-shape').length >= count, shapes, {
    timeout: 60_000,
  })
  await page.getByTestId('canvas').click({ position: { x: 900, y: 700 } })
  await page.keyboard.press('Shift+Digit1')
  await page.waitForFunction(() => !document.querySelector('.tl-canvas')?.getAnimations({ subtree: true }).length)
  return page
}

async function measure(context: BrowserContext, address: string, shapes: number): Promise<number> {
  const page = await openAndFit(context, address, shapes)
  await page.evaluate(panAndTimeFrames, 1_000)
  const frames = await page.evaluate(panAndTimeFrames, panMs)
  await page.close()
  return frames.reduce((sum, frame) => sum + frame, 0) / frames.length
}

/** Frame time while panning a whole drawing, against a page with nothing but `<Tldraw/>`. */
export async function bench(): Promise<BenchReport> {
  const [product, peer, browser] = [await startProduct(), await startPeer(), await launchBrowser()]
  try {
    const context = await newSignedInContext(browser, product.url)
    const rows: BenchRow[] = []
    for (const shapes of [1_000, 4_000]) {
      const addresses = {
        ours: `${product.url}/diagrams/${await createDiagram(context, shapes)}`,
        peer: `${peer.url}/canvas?shapes=${shapes}`,
      }
      const frames: Record<keyof typeof addresses, number[]> = { ours: [], peer: [] }
      for (const side of turns) frames[side].push(await measure(context, addresses[side], shapes))
      rows.push({
        measure: `mean frame while panning ${shapes.toLocaleString('en')} shapes`,
        unit: 'ms',
        ours: Math.min(...frames.ours),
        peer: Math.min(...frames.peer),
        goal: { atMost: 1.1 },
      })
    }
    return { name: 'canvas', peer: 'a page with nothing but <Tldraw/> and the same shapes', rows }
  } finally {
    await browser.close()
    await peer.stop()
    await product.stop()
  }
}
