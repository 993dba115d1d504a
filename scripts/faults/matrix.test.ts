import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { dependencies, faults, matrix, placeMatrix } from './matrix'

it('has a cell for every fault of every dependency', () => {
  const cells = matrix.map(({ dependency, fault }) => `${dependency} ${fault}`)
  expect(cells).toEqual(dependencies.flatMap((dependency) => faults.map((fault) => `${dependency} ${fault}`)))
})

it('stands in the documentation as it is asserted (npm run docs:faults writes it)', () => {
  const page = readFileSync('docs/RELIABILITY.md', 'utf8')
  expect(page).toBe(placeMatrix(page, matrix))
})
