import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hourMs, minuteMs } from '@/lib/core/time'
import { type AlertState, alertStateSchema, findKnown, initialState } from './alert-state'
import type { Effect } from './effect'
import { computeNextDue } from './next-due'
import type { Patience } from './patience'
import { type Sample, transition } from './transition'

const patience: Patience = {
  forMs: 300_000,
  clearForMs: 60_000,
  unmuteForMs: 60_000,
  escalateEveryMs: 900_000,
  gapMs: 180_000,
}

const samples = {
  down: { type: 'reading', level: 'breached', isMuted: false },
  between: { type: 'reading', level: 'between', isMuted: false },
  up: { type: 'reading', level: 'clear', isMuted: false },
  'down, muted': { type: 'reading', level: 'breached', isMuted: true },
  'up, muted': { type: 'reading', level: 'clear', isMuted: true },
  maintenance: { type: 'paused' },
  unknown: { type: 'no_data', isMuted: false },
  broken: { type: 'error', message: 'it cannot be asked', isMuted: false },
  gone: { type: 'gone' },
  acknowledge: { type: 'acknowledged' },
} as const satisfies Record<string, Sample>

type Name = keyof typeof samples

interface Step {
  state: AlertState
  effects: Effect[]
}

/** Asks as the product does: at each sample, and whenever something falls due until the next. */
function live(steps: readonly [atSeconds: number, sample: Name][], given: Partial<Patience> = {}): Step[] {
  const rule = { ...patience, ...given }
  let state: AlertState = initialState
  const told: Step[] = []
  const step = (sample: Sample, now: number) => {
    const outcome = transition(state, sample, rule, now)
    state = outcome.state
    told.push(outcome)
  }
  for (const [index, [at, name]] of steps.entries()) {
    step(samples[name], at * 1_000)
    const untilMs = (steps[index + 1]?.[0] ?? at) * 1_000
    // An acknowledgement says nothing of the thing itself: it goes on as it was.
    const lasting = name === 'acknowledge' ? samples[steps[index - 1]?.[1] ?? 'unknown'] : samples[name]
    for (let now = at * 1_000; now < untilMs; ) {
      const due = computeNextDue(state, rule, now)
      now = Math.max(now + 20, Math.min(now + minuteMs, due ?? Number.POSITIVE_INFINITY))
      if (now < untilMs) step(lasting, now)
    }
  }
  return told
}

const listNotices = (steps: readonly Step[]) =>
  steps.flatMap(({ effects }) => effects.flatMap((effect) => (effect.type === 'notice' ? [effect.kind] : [])))

const listPhases = (steps: readonly Step[]): string[] => {
  const phases = steps.map(({ state }) => state.phase)
  return phases.filter((phase, index) => phase !== phases[index - 1])
}

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

/** So many seconds down, so many up, for so long. */
function makeWave({ downS, upS, hours }: { downS: number; upS: number; hours: number }): [number, Name][] {
  const steps: [number, Name][] = []
  for (let at = 0; at < hours * 3_600; at += downS + upS) steps.push([at, 'down'], [at + downS, 'up'])
  return steps
}

describe('an alert that comes and goes', () => {
  it('is one incident with one notice of flapping an hour, and ends when it has been calm', () => {
    const lived = live([...makeWave({ downS: 60, upS: 60, hours: 3 }), [20_000, 'up']])
    expect(listNotices(lived)).toEqual(['flapping', 'flapping', 'flapping', 'resolved'])
  })

  it('is told of in time when it stops flapping and stays down', () => {
    const lived = live([...makeWave({ downS: 60, upS: 60, hours: 1 }), [3_600, 'down'], [12_000, 'down']])
    expect(listNotices(lived)).toEqual(['flapping', 'flapping', ...Array(5).fill('escalated')])
  })

  it.each([
    [10, 10],
    [61, 10],
    [10, 300],
    [310, 70],
    [600, 600],
    [900, 1_000],
  ])('%i s down and %i s up: never more than one notice of flapping an hour', (downS, upS) => {
    let lastMs = -hourMs
    const lived = live(makeWave({ downS, upS, hours: 12 }))
    for (const { state, effects } of lived) {
      for (const effect of effects) {
        if (effect.type !== 'notice' || effect.kind !== 'flapping') continue
        const { flappingToldAt } = findKnown(state).memory
        expect((flappingToldAt ?? 0) - lastMs).toBeGreaterThanOrEqual(hourMs)
        lastMs = flappingToldAt ?? 0
      }
    }
    const notices = listNotices(lived)
    // Beside the incidents before it counts as flapping.
    expect(notices.filter((kind) => kind === 'triggered').length).toBeLessThanOrEqual(downS + upS > 1_800 ? 24 : 3)
    expect(notices.length).toBeLessThanOrEqual(downS + upS > 1_800 ? 48 : 12 + 6)
  })
})

const anyStep = fc.tuple(
  fc.integer({ min: 0, max: 20 * minuteMs }),
  fc.constantFrom<Name>('down', 'down', 'down', 'up', 'up', ...(Object.keys(samples) as Name[])),
)
const anyLife = fc.array(anyStep, { maxLength: 80 })
const anyPatience = fc.record({
  forMs: fc.constantFrom(0, 1_000, 300_000),
  clearForMs: fc.constantFrom(0, 60_000),
  unmuteForMs: fc.constantFrom(0, 60_000),
  escalateEveryMs: fc.constantFrom(null, 900_000),
  gapMs: fc.constantFrom(180_000, hourMs),
})

function* walk(life: readonly (readonly [number, Name])[], rule: Patience) {
  let state: AlertState = initialState
  let now = 0
  for (const [pauseMs, name] of life) {
    now += pauseMs
    const before: AlertState = state
    const outcome: Step = transition(state, samples[name], rule, now)
    state = outcome.state
    yield { before, ...outcome, now, name }
  }
}

describe('whatever happens', () => {
  it('no path skips waiting where a threshold is set, nor is it cut short but by flapping', () => {
    fc.assert(
      fc.property(anyLife, anyPatience, (life, rule) => {
        for (const { before, state } of walk(life, rule)) {
          const [from, to] = [findKnown(before), findKnown(state)]
          if (to.phase !== 'firing' || 'incident' in from) continue
          if (rule.forMs > 0) expect(from.phase).toBe('pending')
          const { startedAt, triggeredAt, isFlapping } = to.incident
          if (!isFlapping) expect(triggeredAt - startedAt).toBeGreaterThanOrEqual(rule.forMs)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it('every incident that was told ends in exactly one notice of its end, and no other does', () => {
    fc.assert(
      fc.property(anyLife, anyPatience, (life, rule) => {
        const open = new Map<string, number>()
        const lastly = [...life, [0, 'gone'] as const]
        for (const { effects, state } of walk(lastly, rule)) {
          for (const effect of effects) {
            if (effect.type !== 'notice') continue
            const id = String(effect.incident.startedAt)
            if (effect.kind === 'resolved') expect(open.delete(id)).toBe(true)
            else open.set(id, (open.get(id) ?? 0) + 1)
          }
          const known = findKnown(state)
          expect([...open.keys()]).toEqual(
            'incident' in known && known.incident.isTold ? [String(known.incident.startedAt)] : [],
          )
        }
        expect(open.size).toBe(0)
      }),
      { numRuns: 2_000 },
    )
  })

  it('nothing is told twice, nor anew when the same moment is asked for again', () => {
    fc.assert(
      fc.property(anyLife, anyPatience, (life, rule) => {
        const keys = new Set<string>()
        for (const { before, state, effects, now, name } of walk(life, rule)) {
          expect(transition(before, samples[name], rule, now)).toEqual({ state, effects })
          const again = transition(state, samples[name], rule, now)
          expect(listNotices([again])).toEqual([])
          for (const effect of effects) {
            if (effect.type !== 'notice') continue
            expect(keys.has(effect.key)).toBe(false)
            keys.add(effect.key)
          }
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it('a state is the same after it was stored and read again, and bounded', () => {
    fc.assert(
      fc.property(anyLife, anyPatience, (life, rule) => {
        for (const { state } of walk(life, rule)) {
          const text = JSON.stringify(state)
          expect(alertStateSchema.parse(JSON.parse(text))).toEqual(state)
          expect(text.length).toBeLessThan(1_500)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('nobody hears anything of what is muted, but of its end', () => {
    fc.assert(
      fc.property(anyLife, anyPatience, (life, rule) => {
        const muted = life.map(([pauseMs, name]): [number, Name] => [
          pauseMs,
          name === 'down' || name === 'up'
            ? `${name}, muted`
            : name === 'unknown' || name === 'broken' || name === 'between'
              ? 'maintenance'
              : name,
        ])
        for (const { effects } of walk(muted, rule)) expect(listNotices([{ state: initialState, effects }])).toEqual([])
      }),
      { numRuns: 500 },
    )
  })
})
