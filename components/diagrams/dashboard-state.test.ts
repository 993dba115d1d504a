import { expect, it } from 'vitest'
import { computeNextOrder, formatDashboardHref, parseDashboardState } from './dashboard-state'

it.each([
  '/diagrams',
  '/diagrams?view=trash',
  '/diagrams?view=starred&layout=list&sort=title&q=a+%26+b',
  '/diagrams?sort=title&order=desc',
  '/diagrams?order=asc',
])('keeps %s as it is', (href) => {
  expect(formatDashboardHref(parseDashboardState(new URL(href, 'http://x').searchParams))).toBe(href)
})

it('falls back to the first view for anything it does not know', () => {
  expect(parseDashboardState({ view: 'x', layout: ['list', 'grid'], sort: '1', order: '', q: 7 })).toEqual({
    view: 'all',
    team: null,
    layout: 'grid',
    sort: undefined,
    order: undefined,
    q: '',
  })
})

it('keeps to the team whose page it is', () => {
  const state = parseDashboardState(new URLSearchParams('view=trash&q=a'), 'team')
  expect([state.view, formatDashboardHref(state)]).toEqual(['all', '/teams/team?q=a'])
})

it('turns a column around on the second click', () => {
  const state = parseDashboardState({})
  const first = { ...state, ...computeNextOrder(state, 'title') }
  const second = { ...first, ...computeNextOrder(first, 'title') }
  expect([state, first, second].map(formatDashboardHref)).toEqual([
    '/diagrams',
    '/diagrams?sort=title',
    '/diagrams?sort=title&order=desc',
  ])
})
