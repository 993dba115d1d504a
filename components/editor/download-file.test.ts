import { expect, test } from 'vitest'
import { computeFileName } from './download-file'

test.each([
  ['Checkout service', 'Checkout service.png'],
  ['a/b\\c: "d" <e>|f?*', 'a b c d e f.png'],
  ['..', 'Diagram.png'],
  ['...hidden.', 'hidden.png'],
  ['  \u0000 ', 'Diagram.png'],
  ['Überblick 図', 'Überblick 図.png'],
  ['x'.repeat(200), `${'x'.repeat(100)}.png`],
])('%j', (title, name) => {
  expect(computeFileName(title, 'png')).toBe(name)
})
