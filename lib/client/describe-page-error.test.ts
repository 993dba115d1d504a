import { expect, it } from 'vitest'
import { describePageError } from './describe-page-error'

it('an error is told with the page it was on, without ids', () => {
  const error = Object.assign(new TypeError('x is undefined'), { stack: 'TypeError: x\n    at y' })
  expect(describePageError(error, 'error', '/diagrams/4fK2mP0aQ9zLx7Tb31Vc')).toEqual({
    kind: 'error',
    name: 'TypeError',
    message: 'x is undefined',
    stack: 'TypeError: x\n    at y',
    page: '/diagrams/:id',
  })
  expect(describePageError('text', 'rejection', '/')).toMatchObject({ name: 'Error', message: 'text', page: '/' })
})

it('what is not ours is not told', () => {
  const named = (name: string) => Object.assign(new Error('x'), { name })
  const inExtension = Object.assign(new Error('x'), { stack: 'Error: x\n at chrome-extension://abc/a.js:1:1' })
  const looped = new Error('ResizeObserver loop completed with undelivered notifications.')
  for (const error of [named('AbortError'), named('ApiError'), inExtension, looped, 'Script error.']) {
    expect(describePageError(error, 'error', '/')).toBeNull()
  }
})
