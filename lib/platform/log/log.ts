import { AsyncLocalStorage } from 'node:async_hooks'
import pino, { type Logger } from 'pino'
import { getEnv, getLogLevel } from '../env/env'
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

export function getCorrelationId(): string | undefined {
  return context.getStore()?.correlationId
}

const redacted = [
  'password',
  'passwordHash',
  'token',
  'secret',
  'authorization',
  'cookie',
  'req.headers.cookie',
  'req.headers.authorization',
]

/** An error with its stack, without the whole connection that `pg` hangs on it. */
function serializeError(error: Error): object {
  const { client: _client, ...rest } = { client: null, ...pino.stdSerializers.err(error) }
  return rest
}

const getRoot = () =>
  remember('log.root', () =>
    pino({
      base: undefined,
      level: 'trace',
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: serializeError },
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: [...redacted, ...redacted.map((path) => `*.${path}`)], censor: '[redacted]' },
      mixin: () => context.getStore() ?? {},
      ...(getEnv().NODE_ENV === 'development' ? { transport: { target: 'pino-pretty' } } : {}),
    }),
  )

/** The logger of one module: structured JSON lines, `module` on each, level from `LOG_LEVEL_<MODULE>`. */
export function getLog(module: string): Logger {
  return remember(`log.${module}`, () => getRoot().child({ module }, { level: getLogLevel(module) }))
}
