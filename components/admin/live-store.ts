import { hourMs } from '@/lib/core/time'
import type { LiveSample } from '@/lib/ops/status/pure/chart-data'
import type { LiveComponent, LiveMessage } from '@/lib/ops/status/pure/live-message'
import type { UptimeReport } from '@/lib/ops/status/pure/uptime-report'

export interface LiveState {
  connection: 'connecting' | 'live' | 'lost'
  /** All numbers at each moment that was told, the earliest first; an hour at most. */
  samples: readonly LiveSample[]
  /** Null until they are told. */
  components: readonly LiveComponent[] | null
  uptime: UptimeReport | null
}

export const nothingLive: LiveState = { connection: 'connecting', samples: [], components: null, uptime: null }

/** What is known after one more message. */
export function applyMessage(state: LiveState, message: LiveMessage): LiveState {
  return {
    connection: 'live',
    samples: message.values ? addSample(state.samples, message) : state.samples,
    components: applyComponents(state.components, message),
    uptime: message.uptime ?? state.uptime,
  }
}

function addSample(samples: readonly LiveSample[], { atMs, isWhole, values = {} }: LiveMessage): LiveSample[] {
  const now: Record<string, number> = isWhole ? {} : { ...samples.at(-1)?.values }
  for (const [name, value] of Object.entries(values)) {
    if (value === null) delete now[name]
    else now[name] = value
  }
  return [...samples.filter((sample) => sample.atMs >= atMs - hourMs), { atMs, values: now }]
}

function applyComponents(before: LiveState['components'], { isWhole, components, gone }: LiveMessage) {
  if (isWhole) return components ?? []
  if (!before || (!components && !gone)) return before
  const changed = new Map(components?.map((one) => [one.id, one]))
  const kept = before.filter(({ id }) => !gone?.includes(id)).map((one) => changed.get(one.id) ?? one)
  const known = new Set(before.map(({ id }) => id))
  return [...kept, ...[...changed.values()].filter(({ id }) => !known.has(id))]
}

/** Holds what is known and tells whoever draws it. */
export class LiveStore {
  private state = nothingLive
  private readonly listeners = new Set<() => void>()

  readonly getState = (): LiveState => this.state

  readonly subscribe = (listen: () => void): (() => void) => {
    this.listeners.add(listen)
    return () => void this.listeners.delete(listen)
  }

  apply(message: LiveMessage): void {
    this.set(applyMessage(this.state, message))
  }

  lose(): void {
    if (this.state.connection !== 'lost') this.set({ ...this.state, connection: 'lost' })
  }

  private set(state: LiveState): void {
    this.state = state
    for (const listen of this.listeners) listen()
  }
}
