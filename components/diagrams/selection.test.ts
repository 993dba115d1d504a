import { expect, it } from 'vitest'
import { computeSelection, emptySelection, type SelectionInput } from './selection'

const order = ['a', 'b', 'c', 'd', 'e']
const after = (...inputs: SelectionInput[]) => [...inputs.reduce(computeSelection, emptySelection).ids].sort().join('')

it.each<[string, SelectionInput[], string]>([
  ['a click chooses', [{ type: 'toggle', id: 'b' }], 'b'],
  [
    'a second click lets go',
    [
      { type: 'toggle', id: 'b' },
      { type: 'toggle', id: 'b' },
    ],
    '',
  ],
  [
    'Shift takes the range',
    [
      { type: 'toggle', id: 'b' },
      { type: 'extend', id: 'd', order },
    ],
    'bcd',
  ],
  [
    'upwards as well',
    [
      { type: 'toggle', id: 'd' },
      { type: 'extend', id: 'b', order },
    ],
    'bcd',
  ],
  ['Shift without a start takes one', [{ type: 'extend', id: 'c', order }], 'c'],
  [
    'a range starts from the last click, and keeps the rest',
    [
      { type: 'toggle', id: 'a' },
      { type: 'toggle', id: 'c' },
      { type: 'extend', id: 'd', order },
    ],
    'acd',
  ],
  [
    'a start that left the list counts as none',
    [
      { type: 'toggle', id: 'x' },
      { type: 'extend', id: 'c', order },
    ],
    'cx',
  ],
  ['everything', [{ type: 'all', order }], 'abcde'],
  ['and nothing', [{ type: 'all', order }, { type: 'clear' }], ''],
])('%s', (_, inputs, chosen) => {
  expect(after(...inputs)).toBe(chosen)
})
