import { expect, it } from 'vitest'
import { diagramTitle } from '../schema'
import { describeTitleFault, titleFaults, titleMaxLength } from './title'

const longest = 'x'.repeat(titleMaxLength)

it.each([
  ['Payments', null],
  [`  ${longest}  `, null],
  ['', titleFaults.empty],
  ['   ', titleFaults.empty],
  [`${longest}x`, titleFaults.tooLong],
  ['two\nlines', titleFaults.notOneLine],
  ['NUL\0', titleFaults.notOneLine],
])('of %j a form says what the server says', (title, fault) => {
  expect(describeTitleFault(title)).toBe(fault)
  expect(diagramTitle.safeParse(title).error?.issues[0]?.message ?? null).toBe(fault)
})
