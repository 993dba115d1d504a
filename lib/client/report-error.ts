import { describePageError, type ErrorKind } from './describe-page-error'

/** More than this in one page is the same trouble again. */
const mostPerPage = 10
const told = new Set<string>()

/** Tells the server of an unexpected error in this page; each once. Never throws, and nobody waits for it. */
export function reportError(thrown: unknown, kind: ErrorKind): void {
  const report = describePageError(thrown, kind, location.pathname)
  if (!report || told.size >= mostPerPage) return
  const key = `${report.name} ${report.message}`
  if (told.has(key)) return
  told.add(key)
  // A beacon outlives the page: who meets an error often leaves at once.
  navigator.sendBeacon('/api/errors', new Blob([JSON.stringify(report)], { type: 'application/json' }))
}
