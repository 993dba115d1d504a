import type { ComponentStatus } from '@/lib/core/component-news'

export type { ComponentStatus }

/** What is known of one component in this process. */
export type ComponentState = {
  /** Lower snake case: `database`, `kv`, and `check_<id>` for those that admins have added. */
  id: string
  /** For people: "Database". */
  name: string
  status: ComponentStatus
  since: Date
  /** A sentence for anybody, without addresses, SQL or secrets; null when there is nothing to say. */
  message: string | null
  /** Of the last probe; null where nothing is asked. */
  latencyMs: number | null
  /** Whether drawing stops when it is down. */
  essential: boolean
  /** Components without which it cannot do its work. */
  dependsOn: readonly string[]
}
