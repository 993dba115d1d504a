import type { Page } from '@playwright/test'
import { extendTailwindMerge } from 'tailwind-merge'

const merge = extendTailwindMerge({
  extend: { theme: { text: ['caption', 'meta', 'body', 'lead', 'title', 'display'], shadow: ['float'] } },
})

const listClasses = (text: string) => [...new Set(text.split(/\s+/).filter(Boolean))]

/** Elements with two classes that set the same property, where the order of the style sheet would decide; none is right. */
export async function findClassConflicts(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => [
    ...new Set([...document.querySelectorAll('[class]')].map((element) => element.getAttribute('class') ?? '')),
  ])
  return texts.flatMap((text) => {
    const kept = listClasses(merge(text))
    const lost = listClasses(text).filter((name) => !kept.includes(name))
    return lost.length > 0 ? [`${lost.join(' ')} in "${text}"`] : []
  })
}
