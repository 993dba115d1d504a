import { expect, it } from 'vitest'
import { BodyShare } from './body-budget'

const mebibyte = 1024 * 1024

it('lets large bodies share what there is, and always one through', () => {
  const [first, second, small] = [new BodyShare(), new BodyShare(), new BodyShare()]
  first.take(500 * mebibyte)
  expect(() => second.take(2 * mebibyte)).toThrow(
    expect.objectContaining({ code: 'unavailable', retryAfterSeconds: 5 }),
  )
  small.take(mebibyte)
  first.giveBack()
  second.giveBack()
  for (let n = 0; n < 100; n++) second.take(mebibyte)
  const third = new BodyShare()
  for (let n = 0; n < 60; n++) third.take(mebibyte)
  expect(() => new BodyShare().take(10 * mebibyte)).toThrow()
  for (const share of [second, third, third]) share.giveBack()
  new BodyShare().take(150 * mebibyte)
})
