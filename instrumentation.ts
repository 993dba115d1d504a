import type { Instrumentation } from 'next'

/** Next calls this once per process, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { hasOwnServer } = await import('./lib/platform/net/own-server')
  const { start } = hasOwnServer() ? await import('./lib/boot/start') : await import('./lib/boot/start-without-server')
  await start()
}

/** Next calls this for what a page throws; the API answers its own errors. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, { routePath }) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { logPageError } = await import('./lib/http/log-page-error')
  logPageError(error, request, routePath)
}
