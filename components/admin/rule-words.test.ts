import { describe, expect, it } from 'vitest'
import { ruleId } from '@/lib/ops/alerts/rules/alert-rule'
import { describeRule, makeRuleId } from './rule-words'

const context = {
  components: [{ id: 'kv', name: 'Key-value store' }],
  signals: [
    { id: 'error_rate', label: 'Requests that failed', unit: '%' },
    { id: 'memory', label: 'Memory', unit: 'MB' },
    { id: 'event_loop_delay', label: 'Event loop late by', unit: 'ms' },
    { id: 'backup_age', label: 'Last backup before', unit: 'min' },
  ],
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
  [{ kind: 'signal', signal: 'memory', from: 1_024, below: 900 }, 0, 'Memory: 1 GB or more.'],
  [{ kind: 'signal', signal: 'event_loop_delay', from: 1_000, below: 500 }, 0, 'Event loop late by: 1 s or more.'],
  [{ kind: 'signal', signal: 'backup_age', from: 1_680, below: 1_600 }, 0, 'Last backup before: 1 d 4 h or more.'],
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
