import { AsyncLocalStorage } from 'node:async_hooks'
import { remember } from '../remember'

/** What every line written during a request carries. */
export interface LogContext {
  correlationId: string
}

const context = remember('log.context', () => new AsyncLocalStorage<LogContext>())

/** Runs `work` so that each log line in it, however deep, carries the context. */
export function withLogContext<T>(value: LogContext, work: () => T): T {
  return context.run(value, work)
}

export const getLogContext = (): LogContext | undefined => context.getStore()

export const getCorrelationId = (): string | undefined => context.getStore()?.correlationId
