import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { captureLog } from '@/lib/testing/capture-log'
import { getCapturedErrors } from '../errors/captured-errors'
import { forget } from '../remember'
import { withContext } from '../work-context'
import { getLog } from './log'
import { chooseLogLevels, listLogLevels } from './module-levels'

beforeEach(() => {
  vi.stubEnv('DATABASE_URL', 'postgresql://app:the%20database%20password@db/app')
  vi.stubEnv('SLOW_QUERY_THRESHOLD_MS', '100')
  forget('env')
  forget('errors.secrets')
})
afterEach(() => {
  vi.unstubAllEnvs()
  forget('env')
  forget('errors.secrets')
})
const log = captureLog('info')

describe('a line', () => {
  it('is JSON with level, time, module, correlation id and message', () => {
    withContext({ request: { correlationId: 'abcdefgh' } }, () => getLog('http').info({ status: 200 }, 'request'))
    expect(log.lines).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        module: 'http',
        correlationId: 'abcdefgh',
        status: 200,
        msg: 'request',
      },
    ])
  })

  it('keeps its fields to itself', () => {
    withContext({ request: { correlationId: 'abcdefgh' } }, () => {
      getLog('http').info({ status: 200 }, 'first')
      getLog('http').info('second')
    })
    expect(log.lines[1]).not.toHaveProperty('status')
  })

  it('has no secret, however it came in', () => {
    const error = Object.assign(new Error('login failed for password=in-message'), {
      config: { headers: { Authorization: 'Bearer in-error-header-1234' } },
      client: { password: 'in-client' },
    })
    error.cause = new Error('connect postgresql://app:in-cause@db/app')
    const child = getLog('http').child({ sessionToken: 'in-bindings' })
    child.error({ err: error, deep: { a: { b: { c: { password: 'in-depth' } } } } }, 'failed')
    child.info(
      { headers: { cookie: 'in-cookie=1', 'set-cookie': ['in-set-cookie=1'] }, cookie: { a: 'in-object' } },
      'x',
    )
    child.info({ body: JSON.stringify({ password: 'in-body', nested: { apiKey: 'in-key' } }) }, 'x')
    child.info(`the secret is the database password, also the%20database%20password, and ${process.env.AUTH_SECRET}`)
    expect(log.text).not.toMatch(/in-[a-z]+/)
    expect(log.text).not.toMatch(/the database password|the%20database|a secret only of the tests/)
    expect(log.lines).toHaveLength(4)
    expect(log.lines[0]).toMatchObject({ module: 'http', err: { type: 'Error' }, msg: 'failed' })
  })
})

it('has no secret that is no text either, and leaves alone what it was given', () => {
  const given = { token: 4711, inner: { secret: 4712, kept: 1 }, whole: { kept: 2 } }
  const error = Object.assign(new Error('no'), { cookies: { a: 4713 } })
  getLog('http')
    .child({ password: 4714 })
    .error({ ...given, err: error }, 'x')
  expect(log.text).not.toMatch(/471\d/)
  expect(log.lines).toMatchObject([
    { token: '[redacted]', inner: { secret: '[redacted]', kept: 1 }, whole: { kept: 2 }, err: { message: 'no' } },
  ])
  expect(given).toEqual({ token: 4711, inner: { secret: 4712, kept: 1 }, whole: { kept: 2 } })
})

describe('levels', () => {
  it('are of each module, and change at once, also for loggers that were there before', () => {
    const ofRoom = getLog('sync').child({ diagramId: 'd' })
    const write = () => {
      ofRoom.debug('of a room')
      getLog('http').debug('of http')
    }
    write()
    chooseLogLevels({ sync: 'debug' })
    write()
    chooseLogLevels({ sync: 'silent' })
    write()
    ofRoom.fatal('not even this')
    expect(log.lines).toMatchObject([{ level: 'debug', module: 'sync', diagramId: 'd', msg: 'of a room' }])
  })

  it('go by the settings where nobody has chosen', () => {
    vi.stubEnv('LOG_LEVEL_SYNC', 'debug')
    chooseLogLevels({ http: 'warn' })
    const levels = listLogLevels().filter(({ module }) => ['http', 'sync', 'kv'].includes(module))
    expect(levels).toEqual([
      { module: 'http', level: 'warn', configured: 'silent' },
      { module: 'kv', level: 'silent', configured: 'silent' },
      { module: 'sync', level: 'debug', configured: 'debug' },
    ])
  })
})

describe('an error that is logged', () => {
  it('is filed as well, with what the line carries, even where the line is not written', () => {
    getCapturedErrors().take()
    chooseLogLevels({ sync: 'silent' })
    const error = new Error('cannot read e-mail of ann@example.org')
    getLog('sync').child({ correlationId: 'of-socket', diagramId: 'd1' }).error({ err: error, code: 7 }, 'it failed')
    getLog('sync').warn({ err: error }, 'expected')
    getLog('sync').error('without an error')
    expect(log.lines).toEqual([])
    expect(getCapturedErrors().take().errors).toMatchObject([
      {
        source: 'server',
        module: 'sync',
        name: 'Error',
        message: 'cannot read e-mail of [e-mail]',
        stack: expect.stringContaining('log.test.ts'),
        context: { event: 'it failed', diagramId: 'd1', code: 7 },
        correlationId: 'of-socket',
        release: '0.1.0',
        count: 1,
      },
    ])
  })
})
