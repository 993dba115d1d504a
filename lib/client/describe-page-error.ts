export type ErrorKind = 'error' | 'rejection' | 'boundary'

/** What the server is told of an error in a page. */
export interface PageErrorReport {
  kind: ErrorKind
  name: string
  message: string
  stack: string | null
  page: string
}

/** Not ours: extensions, what a browser says of its own layout, and requests that were given up or got an answer. */
const foreign = /(?:chrome|moz|safari-web)-extension:\/\/|ResizeObserver loop|^Script error\.?$/
const expected = new Set(['AbortError', 'ApiError'])

/** The path without the ids in it. */
const describePage = (path: string): string => path.replace(/\/[0-9A-Za-z]{20}(?=\/|$)/g, '/:id').slice(0, 300)

/** Null for what nobody has to look into. */
export function describePageError(thrown: unknown, kind: ErrorKind, path: string): PageErrorReport | null {
  const error = thrown instanceof Error ? thrown : new Error(typeof thrown === 'string' ? thrown : 'thrown: no error')
  const stack = error.stack?.slice(0, 16_000) ?? null
  if (expected.has(error.name) || foreign.test(error.message) || foreign.test(stack ?? '')) return null
  return {
    kind,
    name: error.name.slice(0, 100),
    message: error.message.slice(0, 2_000),
    stack,
    page: describePage(path),
  }
}
