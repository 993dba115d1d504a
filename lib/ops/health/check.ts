import type { ComponentState } from './component'

/** What is declared of a component, next to the check that watches it. */
export interface Component extends Pick<ComponentState, 'id' | 'name' | 'essential'> {
  /** Without these it cannot do its work. */
  needs: readonly string[]
  /** These it asks, and does something without them. */
  uses: readonly string[]
}

/** What a look at a component found. */
export interface Finding {
  /** `unknown`: there is nothing to look at, for example because it is not configured. */
  status: 'up' | 'degraded' | 'down' | 'unknown'
  /** A plain sentence that anybody may read: no addresses, no SQL, no secrets. */
  message: string | null
  /** For admins only: what was said, and numbers. Still without secrets. */
  detail?: string
}

/** Looks at one component. The runner gives it time, counts, and decides what to believe. */
export interface Check {
  component: Component
  everyMs: number
  /** After which it counts as down. */
  timeoutMs: number
  /** After a finding that contradicts what is believed, the next look comes this much later. */
  confirmAfterMs: number
  /** May throw, which means down, and may go on after `signal` aborts: nobody waits for it any more. */
  probe(signal: AbortSignal): Promise<Finding>
}

export const found = (status: Finding['status'], message: string | null = null, detail?: string): Finding =>
  detail === undefined ? { status, message } : { status, message, detail }
