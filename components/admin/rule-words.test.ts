import { describe, expect, it } from 'vitest'
import { ruleId } from '@/lib/ops/alerts/rules/alert-rule'
import { describeRule, makeRuleId } from './rule-words'

const context = {
  components: [{ id: 'kv', name: 'Key-value store' }],
  signals: [{ id: 'error_rate', label: 'Requests that failed', unit: '%' }],
}

it.each([
  [{ kind: 'component', status: 'down', components: [], except: [] }, 300, 'Any component is down for 5 min.'],
  [{ kind: 'component', status: 'down', components: ['kv'], except: [] }, 0, 'Key-value store is down.'],
  [
    { kind: 'component', status: 'degraded', components: [], except: ['kv', 'gone'] },
    0,
    'Any component is degraded, but for Key-value store, gone.',
  ],
  [{ kind: 'signal', signal: 'error_rate', from: 5, below: 2 }, 60, 'Requests that failed: 5 % or more for 1 min.'],
] as const)('a rule says when it tells: %o for %d s', (condition, forSeconds, said) => {
  const own =
    condition.kind === 'signal'
      ? condition
      : { ...condition, components: [...condition.components], except: [...condition.except] }
  expect(describeRule({ condition: own, forSeconds }, context)).toBe(said)
})

describe('the id of a rule', () => {
  it.each([
    ['Wiki is gone', 'wiki_is_gone'],
    ['  Ärger!  ', 'a_rger'],
    ['99 percent', 'rule_99_percent'],
    ['数', 'rule'],
    ['x'.repeat(80), 'x'.repeat(40)],
  ])('of “%s” is one that the API takes', (name, id) => {
    expect(makeRuleId(name)).toBe(id)
    expect(ruleId.safeParse(id).success).toBe(true)
  })
})
