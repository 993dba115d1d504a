import { AsyncLocalStorage } from 'node:async_hooks'
import { remember } from '../remember'

/** What is known wherever a request is worked on; every line that it logs carries the correlation id. */
export interface LogContext {
  correlationId: string
  /** Who sent it; not for the log, but for the audit log. */
  origin?: RequestOrigin
}

export interface RequestOrigin {
  /** As a limit counts it; null where nobody tells. */
  address: string | null
  userAgent: string | null
}

const context = remember('log.context', () => new AsyncLocalStorage<LogContext>())

/** Runs `work` so that each log line in it, however deep, carries the context. */
export function withLogContext<T>(value: LogContext, work: () => T): T {
  return context.run(value, work)
}

export const getLogContext = (): LogContext | undefined => context.getStore()

export const getCorrelationId = (): string | undefined => context.getStore()?.correlationId
