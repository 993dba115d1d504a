import { secondMs } from '@/lib/core/time'
import { dialOperatorHost, ForbiddenAddress } from '@/lib/platform/fetch/dial-operator-host'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import { type Check, type Finding, found } from '../check'
import type { CheckTarget } from '../schema-checks'
import { probeHttp } from './probe-http'
import { probePostgres } from './probe-postgres'
import { probePush } from './probe-push'
import { probeRedis } from './probe-redis'

/** A check as an admin has defined it. */
export interface DefinedCheck {
  id: string
  name: string
  target: CheckTarget
  everySeconds: number
  timeoutSeconds: number
  dependsOn: readonly string[]
}

type ReadBeat = (id: string) => Promise<{ ageMs: number | null; expectedForMs: number } | null>

/** Failures are looked into sooner than once a minute, but not so soon that three of them are one hiccup. */
const confirmAfterMs = 20 * secondMs
/** A late call is noticed so soon. */
const pushEveryMs = 10 * secondMs

export const componentIdOf = (id: string): string => `check_${id}`

export function makeDefinedCheck(defined: DefinedCheck, readBeat: ReadBeat): Check {
  const { id, name, target, everySeconds, timeoutSeconds, dependsOn } = defined
  const isPush = target.kind === 'push'
  const everyMs = isPush ? pushEveryMs : everySeconds * secondMs
  return {
    component: { id: componentIdOf(id), name, essential: false, needs: dependsOn, uses: [] },
    everyMs,
    timeoutMs: timeoutSeconds * secondMs,
    confirmAfterMs: isPush ? secondMs : Math.min(everyMs, confirmAfterMs),
    async probe(signal) {
      try {
        return await look(defined, { readBeat, signal })
      } catch (error) {
        if (error instanceof ForbiddenAddress) return found('down', 'This address must not be looked at.', error.code)
        return found('down', 'It does not answer.', describeFault(error))
      }
    },
  }
}

function look(
  { id, target, everySeconds }: DefinedCheck,
  { readBeat, signal }: { readBeat: ReadBeat; signal: AbortSignal },
): Promise<Finding> {
  switch (target.kind) {
    case 'http':
      return probeHttp(target, signal)
    case 'tcp':
      return probeTcp(target, signal)
    case 'postgres':
      return probePostgres(target.url, signal)
    case 'redis':
      return probeRedis(target.url, signal)
    case 'push':
      return probePush({ everySeconds, graceSeconds: target.grace_seconds, readBeat: () => readBeat(id) })
  }
}

async function probeTcp({ host, port }: { host: string; port: number }, signal: AbortSignal): Promise<Finding> {
  const socket = await dialOperatorHost({ hostname: host, port }, { isSecure: false, signal })
  socket.destroy()
  return found('up')
}
