import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { getEnv } from '@/lib/platform/env/env'
import { listDefaultRules } from './default-rules'
import { mergeRules } from './merge-rules'
import * as repo from './repo'
import type { AlertRuleDto, AlertRuleListDto } from './schema'

/** Every rule as it is now. Errors: unauthenticated, not_found. */
export async function listRules({ actor }: { actor: Actor }): Promise<AlertRuleListDto> {
  assertAdmin(actor)
  return { items: await readRules() }
}

export async function readRules(): Promise<AlertRuleDto[]> {
  const [shipped, stored] = [listDefaultRules(getEnv()), await repo.listStored()]
  const shippedIds = new Set(shipped.map(({ id }) => id))
  const storedIds = new Set(stored.map(({ id }) => id))
  return mergeRules(shipped, stored).map((rule) => ({
    ...rule,
    origin: !shippedIds.has(rule.id) ? 'added' : storedIds.has(rule.id) ? 'changed' : 'shipped',
  }))
}
