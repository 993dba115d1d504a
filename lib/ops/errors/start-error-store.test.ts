import { beforeEach, describe, expect, it } from 'vitest'
import { captureError } from '@/lib/platform/errors/capture-error'
import { getCapturedErrors } from '@/lib/platform/errors/captured-errors'
import type { CapturedError } from '@/lib/platform/errors/error-queue'
import { renderMetrics } from '@/lib/platform/metrics/render-metrics'
import { forget } from '@/lib/platform/remember'
import { captureLog } from '@/lib/testing/capture-log'
import { startErrorStore } from './start-error-store'

const log = captureLog()
const fail = (message: string) => captureError({ error: new Error(message), module: 'http' })
beforeEach(() => void getCapturedErrors().take())

describe('while the database is down', () => {
  it('errors wait, count on, are said once, told elsewhere once, and are stored afterwards', async () => {
    let isDown = true
    const stored: CapturedError[] = []
    const forwarded: number[] = []
    const storing = startErrorStore({
      everyMs: 3_600_000,
      store: async (errors) => {
        if (isDown) throw new Error('down')
        stored.push(...errors)
      },
      forward: async (errors) => void forwarded.push(errors.reduce((sum, { count }) => sum + count, 0)),
    })
    fail('a')
    await storing.flush()
    fail('a')
    await storing.flush()
    await storing.flush()
    isDown = false
    await storing.stop()
    expect(stored).toMatchObject([{ message: 'a', count: 2 }])
    expect(forwarded).toEqual([1, 1])
    expect(log.lines.map(({ msg }) => msg)).toEqual(['errors cannot be stored; they wait'])
  })

  it('they take no more than their room', async () => {
    const storing = startErrorStore({ everyMs: 3_600_000, store: () => Promise.reject(new Error('down')) })
    const different = Array.from(
      { length: 26 ** 2 },
      (_, i) => `${'abcdefghijklmnopqrstuvwxyz'[i % 26]}x${'abcdefghijklmnopqrstuvwxyz'[Math.floor(i / 26)]}`,
    )
    for (const message of different) fail(message)
    await storing.flush()
    await storing.stop()
    const warned = log.lines.find(({ dropped }) => dropped)
    expect(warned).toMatchObject({ level: 'warn', dropped: different.length - 200 })
  })
})

it('what is captured can be anything, and capturing never throws', () => {
  const hostile = {
    get message(): string {
      throw new Error('no')
    },
  }
  for (const error of [null, undefined, 7, 'text', Symbol('s'), {}, { message: 'm' }, hostile]) {
    captureError({ error, module: 'http', context: { a: 1n, b: {}, c: 'x'.repeat(1_000), password: 'p' } })
  }
  const { errors } = getCapturedErrors().take()
  expect(errors.map(({ message }) => message)).toEqual([
    'thrown: null',
    'thrown: undefined',
    'thrown: number',
    'text',
    'thrown: symbol',
    'thrown: object',
    'm',
  ])
  expect(errors[0]?.context).toEqual({ c: 'x'.repeat(200), password: '[redacted]' })
})

it('each is counted by where it was met', () => {
  forget('metrics')
  for (const source of ['browser', 'server', 'browser'] as const) {
    captureError({ error: new Error('a'), source, module: 'http' })
  }
  expect(renderMetrics().match(/^autograph_errors_total\{.*$/gm)).toEqual([
    'autograph_errors_total{source="browser"} 2',
    'autograph_errors_total{source="server"} 1',
  ])
})
