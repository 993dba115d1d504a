import type { NamedComponent } from '@/components/admin/component-choice'
import { RulesSection } from '@/components/admin/rules-section'
import type { Actor } from '@/lib/core/actor'
import { readForPage } from '@/lib/http/read-for-page'
import { listRules } from '@/lib/ops/alerts/rules/list-rules'
import { signals } from '@/lib/ops/alerts/signals/signal'

const signalChoices = Object.entries(signals).map(([id, { label, unit }]) => ({ id, label, unit }))

/** When people are told. */
export async function AlertRules({
  actor,
  components,
}: {
  actor: Actor
  components: readonly NamedComponent[] | null
}) {
  const list = await readForPage('rules', () => listRules({ actor }))
  const named = (components ?? []).map(({ id, name }) => ({ id, name }))
  return <RulesSection rules={list?.items ?? null} components={named} signals={signalChoices} />
}
