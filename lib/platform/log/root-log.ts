import pino, { type DestinationStream, type Logger, type LoggerOptions } from 'pino'
import { getEnv } from '../env/env'
import { listSecrets } from '../env/list-secrets'
import { captureLogged } from '../errors/capture-logged'
import { getCorrelationId } from '../work-context'
import { hideInnerSecrets, hideSecrets, secretMark, secretNames } from './hide-secrets'
import type { ModuleLevel } from './module-levels'
import { makeSecretsPattern, redactAll } from './redact-text'

/** Where a module's logger keeps its level; loggers made from it inherit it, and so follow when it changes. */
export const moduleLevel = Symbol.for('autograph.log.module')

/** An error with its stack, without the whole connection that `pg` hangs on it. */
function serializeError(error: Error): object {
  const { client: _client, ...rest } = { client: null, ...pino.stdSerializers.err(error) }
  return hideSecrets(rest)
}

const findModule = (logger: Logger): ModuleLevel | undefined => Reflect.get(logger, moduleLevel)

/** What all loggers share. `destination` is standard output unless a test says otherwise. */
export function createRootLog(destination?: DestinationStream): Logger {
  const env = getEnv()
  const secrets = makeSecretsPattern(listSecrets(env))
  const options: LoggerOptions = {
    base: undefined,
    // Each module has its own level; it is compared below, where a change takes effect at once for every logger of it.
    level: 'trace',
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: serializeError },
    formatters: { level: (label) => ({ level: label }), log: hideInnerSecrets },
    redact: { paths: secretNames, censor: secretMark },
    mixin: () => {
      const correlationId = getCorrelationId()
      return correlationId === undefined ? {} : { correlationId }
    },
    hooks: {
      logMethod(args, write, level) {
        const module = findModule(this)
        if (level >= 50) captureLogged(args, { module: module?.module ?? 'log', bindings: () => this.bindings() })
        if (level >= (module?.leastNumber ?? 0)) write.apply(this, args)
      },
      streamWrite: (line) => redactAll(line, secrets),
    },
  }
  if (destination) return pino(options, destination)
  return pino(env.NODE_ENV === 'development' ? { ...options, transport: { target: 'pino-pretty' } } : options)
}
