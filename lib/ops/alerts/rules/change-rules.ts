import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { AppError, notFound } from '@/lib/core/errors'
import type { UserId } from '@/lib/core/ids'
import { getProcessMessages } from '@/lib/platform/db/notify'
import { alertsChanged } from '../alerts-changed'
import { ruleFields } from './alert-rule'
import { readRules } from './list-rules'
import * as repo from './repo'
import type { AlertRuleDto, CreateRuleInput, UpdateRuleInput } from './schema'

const mostAdded = 100

/** Errors: unauthenticated, not_found, conflict when the id is taken or there are too many, invalid_input. */
export async function createRule({ actor, input }: { actor: Actor; input: CreateRuleInput }): Promise<AlertRuleDto> {
  assertAdmin(actor)
  const { id, ...fields } = input
  const rules = await readRules()
  if (rules.some((rule) => rule.id === id)) throw new AppError('conflict', `There is a rule called ${id} already.`)
  if (rules.filter(({ origin }) => origin === 'added').length >= mostAdded)
    throw new AppError('conflict', `There are ${mostAdded} rules beside those that are shipped. Delete some first.`)
  return store(id, fields, actor.id)
}

/** A shipped rule is changed for this installation. Errors: unauthenticated, not_found, invalid_input. */
export async function updateRule(given: {
  actor: Actor
  ruleId: string
  input: UpdateRuleInput
}): Promise<AlertRuleDto> {
  const { actor, ruleId, input } = given
  assertAdmin(actor)
  const { id, origin, ...fields } = await getRule(ruleId)
  return store(id, { ...fields, ...input }, actor.id)
}

/** Takes away a rule that was added; a shipped one is as it was shipped again. Errors: unauthenticated, not_found. */
export async function resetRule({ actor, ruleId }: { actor: Actor; ruleId: string }): Promise<void> {
  assertAdmin(actor)
  if (!(await repo.forgetRule(ruleId))) throw notFound('changed rule')
  await getProcessMessages().publish(alertsChanged, {})
}

async function getRule(id: string): Promise<AlertRuleDto> {
  const rule = (await readRules()).find((one) => one.id === id)
  if (!rule) throw notFound('rule')
  return rule
}

async function store(id: string, fields: unknown, changedById: UserId): Promise<AlertRuleDto> {
  const parsed = ruleFields.safeParse(fields)
  if (!parsed.success) {
    const errors = parsed.error.issues.map(({ path, code, message }) => ({ path: path.join('.'), code, message }))
    throw new AppError('invalid_input', errors[0]?.message ?? 'This is not a rule.', { errors })
  }
  await repo.storeRule(id, { rule: parsed.data, changedById })
  await getProcessMessages().publish(alertsChanged, {})
  return getRule(id)
}
