import { z } from 'zod'

/** What several settings are, with what is said when they are not. */

export const wholeNumber = ({ from, to }: { from: number; to: number }) => {
  const error = to === Number.MAX_SAFE_INTEGER ? `must be a whole number from ${from}` : `must be from ${from} to ${to}`
  return z.coerce.number({ error }).int({ error }).min(from, { error }).max(to, { error })
}
export const count = (from: number) => wholeNumber({ from, to: Number.MAX_SAFE_INTEGER })
export const oneOf = <const Options extends readonly [string, ...string[]]>(options: Options) =>
  z.enum(options, { error: `must be one of ${options.join(', ')}` })
export const perMinute = (limit: number) => count(0).default(limit)
export const seconds = (value: number) => count(1).default(value)
export const percent = (value: number) => wholeNumber({ from: 1, to: 100 }).default(value)
export const yesOrNo = oneOf(['true', 'false', '1', '0'])
  .transform((text) => text === 'true' || text === '1')
  .default(false)
