/** `npm run docs:faults`: writes the table of the fault matrix into docs/RELIABILITY.md. */
import { readFileSync, writeFileSync } from 'node:fs'
import { matrix, placeMatrix } from './matrix'

const page = 'docs/RELIABILITY.md'
writeFileSync(page, placeMatrix(readFileSync(page, 'utf8'), matrix))
