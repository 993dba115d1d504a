import { expect, it } from 'vitest'
import { testRuleSettings } from '@/lib/testing/alert-world'
import { listDefaultRules } from '../rules/default-rules'
import { listWatched } from './list-watched'
import { nameComponentAlert, nameSignalAlert } from './name-alert'

it('names a component once, also where the rule bears its name', () => {
  const names = [
    ['Payments', 'Down'],
    ['Payments', 'Payments down'],
    ['payments-api', 'Slow: Payments API'],
    ['Payments', 'Repayments late'],
    ['Zahlungen Österreich', 'zahlungen österreich weg'],
    ['…', 'Down'],
  ] as const
  expect(names.map(([component, rule]) => nameComponentAlert(component, rule))).toEqual([
    'Payments Down',
    'Payments down',
    'Slow: Payments API',
    'Payments Repayments late',
    'zahlungen österreich weg',
    '… Down',
  ])
})

it('names what a signal is about once, if it is about one of many', () => {
  expect([
    nameSignalAlert('High CPU', null),
    nameSignalAlert('Alert channel failing', 'Slack'),
    nameSignalAlert('Slack failing', 'Slack'),
  ]).toEqual(['High CPU', 'Alert channel failing: Slack', 'Slack failing'])
})

it('is how what a rule watches is named', () => {
  const [fields] = listDefaultRules(testRuleSettings)
  const [slow] = listDefaultRules(testRuleSettings).filter(({ id }) => id === 'channel_failing')
  if (!fields || !slow) throw new Error('no such rules')
  const shop = { id: 'check_0', name: 'Shop', message: null, since: new Date(0), latencyMs: 1, essential: false }
  const watched = listWatched(
    [
      { ...fields, name: 'Shop gone' },
      { ...slow, name: 'Slack failing' },
    ],
    {
      components: [{ ...shop, status: 'down', dependsOn: [] }],
      readings: [{ signal: 'failing_channels', instance: { id: 'c1', name: 'Slack' }, value: 1 }],
    },
  )
  expect(watched.map(({ subject }) => subject.name)).toEqual(['Shop gone', 'Slack failing'])
})
