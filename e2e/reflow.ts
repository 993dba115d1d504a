import { expect, type Page } from '@playwright/test'

/** 1280 px zoomed to 400 % (WCAG 1.4.10). */
const narrow = { width: 320, height: 640 }

/** On a narrow screen nothing has to be scrolled sideways, and whatever can be used is on the screen. */
export async function expectReflow(page: Page): Promise<void> {
  const before = page.viewportSize()
  await page.setViewportSize(narrow)
  await expect(async () =>
    expect(await page.evaluate(listCutOff), `beyond 320 px on ${page.url()}`).toEqual([]),
  ).toPass({
    timeout: 5_000,
  })
  if (before) await page.setViewportSize(before)
}

function listCutOff(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement
  const cut = [...document.querySelectorAll('a, button, input, select, textarea, h1, [role=dialog]')].filter(
    (element) => {
      const { left, right, width } = element.getBoundingClientRect()
      // Links to skip something wait beyond the left edge.
      const isCut = width > 1 && (right > clientWidth + 1 || (left < -1 && right > 0))
      // What lies in a row that is meant to be scrolled is reached by scrolling that.
      return (
        isCut && !element.closest('nav') && element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
      )
    },
  )
  return [
    ...(scrollWidth > clientWidth ? [`the page is ${scrollWidth} px wide`] : []),
    ...cut.map((element) => element.getAttribute('aria-label') ?? element.textContent ?? element.tagName),
  ]
}
