import { expect, it } from 'vitest'
import { placeTooltip } from './place-tooltip'

const screen = { width: 400, height: 300 }
const tooltip = { width: 100, height: 24 }
const target = (left: number, top: number) => ({ left, top, width: 32, height: 32 })

it.each([
  ['below, centred', target(184, 100), 'bottom', { left: 150, top: 138 }],
  ['above where there is no room below', target(184, 260), 'bottom', { left: 150, top: 230 }],
  ['below where there is no room above', target(184, 4), 'top', { left: 150, top: 42 }],
  ['to the right of a rail', target(12, 100), 'right', { left: 50, top: 104 }],
  ['pushed in from the edge', target(364, 100), 'bottom', { left: 292, top: 138 }],
] as const)('%s', (_, box, side, place) => {
  expect(placeTooltip(box, tooltip, { side, screen })).toEqual(place)
})
