import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hourMs, minuteMs } from '@/lib/core/time'
import { listNotices, live, type Name, type Step, samples } from '@/lib/testing/live-alert'
import { type AlertState, alertStateSchema, findKnown, initialState } from './alert-state'
import type { Patience } from './patience'
import { transition } from './transition'

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
