import { describe, expect, it } from 'vitest'
import { hourMs } from '@/lib/core/time'
import { listNotices, listPhases, live, type Name, patience, samples } from '@/lib/testing/live-alert'
import { findKnown, initialState } from './alert-state'
import type { Patience } from './patience'
import { transition } from './transition'

const tell = (steps: readonly [number, Name][], given: Partial<Patience> = {}) => {
  const lived = live(steps, given)
  return { phases: listPhases(lived), notices: listNotices(lived) }
}

describe('the life of an alert', () => {
  it('begins after its threshold and ends when it has been over for a while', () => {
    const told = tell([
      [0, 'up'],
      [10, 'down'],
      [400, 'up'],
      [500, 'up'],
    ])
    expect(told).toEqual({
      phases: ['normal', 'pending', 'firing', 'recovering', 'resolved'],
      notices: ['triggered', 'resolved'],
    })
  })

  it('fires in the very moment its threshold has passed', () => {
    const firing = live([
      [10, 'down'],
      [311, 'down'],
    ]).find(({ state }) => state.phase === 'firing')
    expect(firing?.state).toMatchObject({ incident: { startedAt: 10_000, triggeredAt: 310_000 } })
  })

  it('sends nothing for a blip shorter than the threshold, and counts anew after it', () => {
    expect(
      tell([
        [0, 'down'],
        [299, 'up'],
        [300, 'down'],
        [590, 'up'],
        [600, 'up'],
      ]),
    ).toEqual({ phases: ['pending', 'normal', 'pending', 'normal'], notices: [] })
  })

  it('does not end while a value is between its limits, and does not begin there', () => {
    expect(
      tell([
        [0, 'between'],
        [10, 'down'],
        [20, 'between'],
        [30, 'down'],
        [400, 'between'],
        [420, 'up'],
        [430, 'between'],
        [440, 'up'],
        [600, 'up'],
      ]),
    ).toEqual({
      phases: ['normal', 'pending', 'normal', 'pending', 'firing', 'recovering', 'firing', 'recovering', 'resolved'],
      notices: ['triggered', 'resolved'],
    })
  })

  it('is told again every 15 minutes until somebody acknowledges it', () => {
    const lived = live([
      [0, 'down'],
      [300 + 2 * 900 + 10, 'acknowledge'],
      [9_000, 'up'],
      [9_100, 'up'],
    ])
    expect(listNotices(lived)).toEqual(['triggered', 'escalated', 'escalated', 'resolved'])
    const counts = lived
      .map(({ state }) => findKnown(state))
      .flatMap((known) => ('incident' in known ? known.incident.escalationCount : []))
    expect(Math.max(...counts)).toBe(2)
  })

  it('is told once where a rule does not escalate', () => {
    const told = tell(
      [
        [0, 'down'],
        [36_000, 'up'],
        [36_100, 'up'],
      ],
      { escalateEveryMs: null },
    )
    expect(told.notices).toEqual(['triggered', 'resolved'])
  })

  it('does not make up for escalations that were missed', () => {
    expect(
      listNotices([
        ...live([
          [0, 'down'],
          [301, 'down'],
        ]),
      ]),
    ).toEqual(['triggered'])
    const firing =
      live([
        [0, 'down'],
        [301, 'down'],
      ]).at(-1)?.state ?? initialState
    const late = transition(firing, samples.down, patience, 10 * hourMs)
    const again = transition(late.state, samples.down, patience, 10 * hourMs + 1)
    expect([listNotices([late]), listNotices([again])]).toEqual([['escalated'], []])
  })

  it('stays what it is while nothing is known, however long', () => {
    expect(
      tell([
        [0, 'down'],
        [301, 'unknown'],
        [700, 'down'],
        [701, 'broken'],
        [800, 'up'],
        [900, 'up'],
      ]),
    ).toEqual({
      phases: ['pending', 'firing', 'no_data', 'firing', 'error', 'recovering', 'resolved'],
      notices: ['triggered', 'resolved'],
    })
  })

  it('goes on waiting after a short time without data, and begins anew after a long one', () => {
    const shortly = live([
      [0, 'down'],
      [100, 'unknown'],
      [110, 'down'],
      [301, 'down'],
    ])
    expect(shortly.at(-1)?.state).toMatchObject({ phase: 'firing', incident: { startedAt: 0 } })
    const long = live([
      [0, 'down'],
      [100, 'unknown'],
      [1_000, 'down'],
      [1_001, 'down'],
    ])
    expect(long.at(-1)?.state).toMatchObject({ phase: 'pending', since: 1_000_000 })
  })

  it('neither begins nor ends nor speaks during maintenance', () => {
    expect(
      tell([
        [0, 'down'],
        [100, 'maintenance'],
        [200, 'down'],
        [600, 'maintenance'],
        [3_000, 'up'],
        [3_100, 'up'],
      ]),
    ).toEqual({
      phases: ['pending', 'normal', 'pending', 'firing', 'recovering', 'resolved'],
      notices: ['triggered', 'resolved'],
    })
  })

  it('tells nobody while it is muted, nor of the end of what nobody was told', () => {
    expect(
      tell([
        [0, 'down, muted'],
        [2_000, 'up'],
        [2_100, 'up'],
      ]).notices,
    ).toEqual([])
  })

  it('tells when it is no longer muted, unless it ends within a moment', () => {
    expect(
      tell([
        [0, 'down, muted'],
        [1_000, 'down'],
        [1_059, 'up'],
        [1_200, 'up'],
      ]).notices,
    ).toEqual([])
    expect(
      tell([
        [0, 'down, muted'],
        [1_000, 'down'],
        [1_061, 'up'],
        [1_200, 'up'],
      ]).notices,
    ).toEqual(['triggered', 'resolved'])
  })

  it('tells of its end whoever heard of its beginning, muted or not', () => {
    expect(
      tell([
        [0, 'down'],
        [400, 'down, muted'],
        [3_000, 'up, muted'],
        [3_100, 'up, muted'],
      ]).notices,
    ).toEqual(['triggered', 'resolved'])
  })

  it('ends at once when nobody watches it any more', () => {
    expect(
      tell([
        [0, 'down'],
        [400, 'gone'],
      ]),
    ).toEqual({
      phases: ['pending', 'firing', 'resolved'],
      notices: ['triggered', 'resolved'],
    })
    expect(
      tell([
        [0, 'down'],
        [10, 'gone'],
      ]),
    ).toEqual({ phases: ['pending', 'normal'], notices: [] })
  })

  it('can do without waiting', () => {
    expect(
      tell(
        [
          [0, 'down'],
          [1, 'up'],
        ],
        { forMs: 0, clearForMs: 0 },
      ),
    ).toEqual({
      phases: ['firing', 'resolved'],
      notices: ['triggered', 'resolved'],
    })
  })
})
