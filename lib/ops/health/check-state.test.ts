import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CheckState, isSettled, type MeasuredStatus, nothingKnown, transition } from './check-state'

const words = { u: 'up', g: 'degraded', d: 'down', '?': 'unknown' } as const

const sample = (status: MeasuredStatus) => ({ status, message: `is ${status}`, latencyMs: 1 })

function follow(story: string): MeasuredStatus[] {
  let state: CheckState = nothingKnown
  return [...story].map((letter) => {
    state = transition(state, sample(words[letter as keyof typeof words])).state
    return state.status
  })
}

const short = (statuses: MeasuredStatus[]) =>
  statuses.map((status) => Object.entries(words).find(([, word]) => word === status)?.[0]).join('')

describe('what is believed after each finding', () => {
  it.each([
    ['two good ones make it up', 'uu', '?u'],
    ['three bad ones make it down, not two', 'uudddd', '?uuudd'],
    ['at the start three bad ones do, too', 'ddd', '??d'],
    ['one good one of a dead thing is not yet up', 'dddudu', '??dddd'],
    ['two good ones are', 'ddduu', '??ddu'],
    ['a blip changes nothing', 'uudduudduu', '?uuuuuuuuu'],
    ['something that wavers between down and half well is half well', 'uudgdgd', '?uuuggg'],
    ['half well counts as an answer', 'dddgg', '??ddg'],
    ['half well from up needs three', 'uuggg', '?uuug'],
    ['half well to up needs two', 'ggguu', '?gggu'],
    ['what is not there to be measured is unknown at once', 'uu?', '?u?'],
    ['and after that everything begins anew', 'uu?d?dd', '?u?????'],
    ['who wavers from the start is not believed anything', 'dudududu', '????????'],
  ])('%s', (_, story, expected) => {
    expect(short(follow(story))).toBe(expected)
  })
})

it('says what changed, once', () => {
  const up = transition(transition(nothingKnown, sample('up')).state, sample('up'))
  expect(up).toEqual({
    state: { status: 'up', recent: ['up', 'up'], message: 'is up', latencyMs: 1 },
    effects: [{ type: 'changed', from: 'unknown', to: 'up' }],
  })
  expect(transition(up.state, sample('up')).effects).toEqual([])
})

it('speaks of what it believes: a blip does not put its words into the mouth of what is up', () => {
  let state = transition(transition(nothingKnown, sample('up')).state, sample('up')).state
  state = transition(state, sample('down')).state
  expect([state.status, state.message, isSettled(state)]).toEqual(['up', null, false])
  state = transition(transition(state, sample('down')).state, sample('down')).state
  expect([state.status, state.message, isSettled(state)]).toEqual(['down', 'is down', true])
  state = transition(state, sample('up')).state
  expect([state.status, state.message, isSettled(state)]).toEqual(['down', 'is down', false])
})

const anyStory = fc.array(fc.constantFrom('u', 'g', 'd', '?'), { maxLength: 60 }).map((letters) => letters.join(''))

describe('whatever is found', () => {
  it('never goes down without three bad findings in a row right before', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        const believed = short(follow(story))
        for (let at = 0; at < story.length; at++) {
          if (believed[at] === 'd' && believed[at - 1] !== 'd') expect(story.slice(at - 2, at + 1)).toBe('ddd')
        }
      }),
    )
  })

  it('never recovers without two findings in a row that were not bad', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        const believed = short(follow(story))
        for (let at = 1; at < story.length; at++) {
          if (believed[at - 1] === 'd' && (believed[at] === 'u' || believed[at] === 'g'))
            expect(story.slice(at - 1, at + 1)).toMatch(/^[ug]{2}$/)
        }
      }),
    )
  })

  it('believes three of a kind', () => {
    fc.assert(
      fc.property(anyStory, fc.constantFrom('u', 'g', 'd'), (story, letter) => {
        expect(short(follow(story + letter.repeat(3))).at(-1)).toBe(letter)
      }),
    )
  })

  it('an effect is a change, and a change has one effect', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        let state: CheckState = nothingKnown
        for (const letter of story) {
          const { state: next, effects } = transition(state, sample(words[letter as keyof typeof words]))
          const changes = state.status === next.status ? [] : [{ type: 'changed', from: state.status, to: next.status }]
          expect(effects).toEqual(changes)
          state = next
        }
      }),
    )
  })
})
