import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { testRuleSettings } from '@/lib/testing/alert-world'
import { ruleFields, ruleId } from './alert-rule'
import { listDefaultRules } from './default-rules'
import { findRunbook } from './find-runbook'
import { mergeRules } from './merge-rules'

describe('the shipped rules', () => {
  const rules = listDefaultRules(testRuleSettings)

  it('are rules as admins may write them, each with an id of its own', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
    for (const { id, ...fields } of rules) {
      expect(ruleId.safeParse(id).success).toBe(true)
      expect(ruleFields.parse(fields)).toEqual(fields)
    }
  })

  it('do not cry wolf: whatever wakes people has held for a while, and ends well below where it began', () => {
    for (const { condition, forSeconds, clearForSeconds } of rules) {
      expect(forSeconds).toBeGreaterThanOrEqual(60)
      expect(clearForSeconds).toBeGreaterThanOrEqual(60)
      if (condition.kind === 'signal' && condition.from > 1) expect(condition.below).toBeLessThan(condition.from)
    }
  })

  it('each have a section of the runbook, and no section is of none', () => {
    const sections = [...readFileSync('docs/RUNBOOK.md', 'utf8').matchAll(/^## ([a-z_]+)$/gm)].map(([, id]) => id)
    const ids = rules.map(({ id }) => id)
    expect(sections.toSorted()).toEqual(ids.toSorted())
    expect(ids.map(findRunbook)).toEqual(ids.map((id) => `docs/RUNBOOK.md#${id}`))
    expect(findRunbook('of_an_admin')).toBeNull()
  })

  it('follow the settings', () => {
    const [down] = listDefaultRules({ ...testRuleSettings, ALERT_SERVICE_DOWN_THRESHOLD_SECONDS: 5 })
    expect(down).toMatchObject({
      id: 'service_down',
      severity: 'critical',
      forSeconds: 5,
      clearForSeconds: 1,
      escalates: true,
    })
    const log = listDefaultRules({ ...testRuleSettings, BACKUP_INTERVAL_MINUTES: 10, BACKUP_WAL_SECONDS: 60 })
    expect(log.find(({ id }) => id === 'backup_wal_old')).toMatchObject({
      condition: { kind: 'signal', signal: 'backup_wal_age', from: 28, below: 27 },
    })
  })
})

it('a rule may be of components that admins have added', () => {
  const { id, ...fields } = listDefaultRules(testRuleSettings)[0]!
  const of = (component: string) =>
    ruleFields.safeParse({ ...fields, condition: { ...fields.condition, components: [component] } })
  expect([of('check_0Az9bY8cX7dW6eV5fU4g').success, of('Drop table').success]).toEqual([true, false])
})

it('rules that were changed stand in for those that are shipped; what is not understood does not', () => {
  const shipped = listDefaultRules(testRuleSettings)
  const { id, ...fields } = shipped[0]!
  const merged = mergeRules(shipped, [
    { id, rule: { ...fields, forSeconds: 7 } },
    { id: 'mine', rule: { ...fields, name: 'Mine' } },
    { id: 'high_cpu', rule: { nonsense: true } },
  ])
  expect(merged.map((rule) => rule.id)).toEqual([...shipped.map((rule) => rule.id), 'mine'])
  expect(merged[0]).toMatchObject({ id, forSeconds: 7 })
  expect(merged.find((rule) => rule.id === 'high_cpu')).toEqual(shipped.find((rule) => rule.id === 'high_cpu'))
})
