import { AsyncLocalStorage } from 'node:async_hooks'
import { remember } from '@/lib/platform/remember'

/** What is known of the page that is being rendered. Next answers 500 to whatever a page throws. */
export interface PageFault {
  /** It was the database that did not answer: 503, to be asked again. */
  isUnavailable: boolean
}

/** Remembered as `http.pageFault`: `server.mjs` opens one around each page. */
export const getPageFault = () => remember('http.pageFault', () => new AsyncLocalStorage<PageFault>())
