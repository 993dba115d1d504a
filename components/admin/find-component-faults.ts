import type { ComponentDto } from '@/lib/ops/health/schema-components'
import type { Finding } from './find-reading-faults'

/** What is not well and is not the consequence of something else that is down. Null components could not be read. */
export function findComponentFaults(components: readonly ComponentDto[] | null): Finding[] {
  return (components ?? []).flatMap(({ name, status, message, causes, affects }): Finding[] => {
    if (status === 'down' && causes.length === 0) return [{ state: 'down', text: describeDown(name, affects.length) }]
    if (status === 'degraded')
      return [{ state: 'degraded', text: message?.replace(/\.$/, '') ?? `${name} is not well` }]
    return []
  })
}

function describeDown(name: string, affected: number): string {
  if (affected === 0) return `${name} is down`
  return `${name} is down, and with it ${affected === 1 ? 'another component' : `${affected} others`}`
}
