/** Loaded before the app (`--import`): at SIGUSR2 its wall clock jumps by the milliseconds in the file `SHIFTED_CLOCK`. */
import { readFileSync } from 'node:fs'

const file = process.env.SHIFTED_CLOCK
const RealDate = globalThis.Date
let shiftMs = 0
const now = () => RealDate.now() + shiftMs

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
})

if (file) {
  process.on('SIGUSR2', () => {
    shiftMs = Number(readFileSync(file, 'utf8'))
  })
}
