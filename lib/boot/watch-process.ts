import { getLog } from '@/lib/platform/log/log'

/**
 * Logs, and so files, what nobody caught. The process goes on: whatever was acknowledged is durable, and people draw.
 * Returns its stop.
 */
export function watchProcess(): () => void {
  const onRejection = (error: unknown) => getLog('process').error({ err: asError(error) }, 'a promise failed unheard')
  const onException = (error: unknown) =>
    getLog('process').error({ err: asError(error) }, 'an error was caught nowhere')
  process.on('unhandledRejection', onRejection)
  process.on('uncaughtException', onException)
  return () => {
    process.off('unhandledRejection', onRejection)
    process.off('uncaughtException', onException)
  }
}

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(`thrown: ${String(thrown)}`))
