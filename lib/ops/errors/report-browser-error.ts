import { captureError } from '@/lib/platform/errors/capture-error'
import { getLog } from '@/lib/platform/log/log'
import type { ErrorReportInput } from './schema'

interface ReportBrowserError {
  report: ErrorReportInput
  /** Browser and system in words. */
  device: string
  correlationId: string | undefined
}

/** Files what a browser tells of an error in it. Says nothing of whose browser it is. */
export function reportBrowserError({ report, device, correlationId }: ReportBrowserError): void {
  const { kind, name, message, stack, page } = report
  const error = Object.assign(new Error(message), { name, stack: stack ?? undefined })
  captureError({ error, source: 'browser', module: 'browser', correlationId, context: { kind, page, device } })
  getLog('browser').debug({ kind, page, device }, 'a browser met an error')
}
