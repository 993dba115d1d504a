import { afterEach, expect, it } from 'vitest'
import type { LogLevelDto } from '@/lib/ops/logs/schema'
import { startLogLevels } from '@/lib/ops/logs/start-log-levels'
import { createProcessMessages, getProcessMessages } from '@/lib/platform/db/notify'
import { chooseLogLevels, getLevel } from '@/lib/platform/log/module-levels'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { insertUser } from '@/lib/testing/factories'
import { waitFor } from '@/lib/testing/wait-for'
import { PUT } from './[module]/route'
import { GET } from './route'

useDatabase()
afterEach(() => chooseLogLevels({}))

const put = async (level: string | null, call: Parameters<typeof callRoute>[1] = {}) =>
  callRoute(PUT, {
    as: await insertUser({ role: 'admin' }),
    method: 'PUT',
    params: { module: 'sync' },
    body: { level },
    ...call,
  })

it('an admin turns a module up, and back to its settings', async () => {
  expect(await (await put('debug')).json()).toEqual({ module: 'sync', level: 'debug', configured: 'silent' })
  expect(getLevel('sync')).toBe('debug')
  const { items } = await (await callRoute(GET, { as: await insertUser({ role: 'admin' }) })).json()
  expect(items.filter(({ level, configured }: LogLevelDto) => level !== configured)).toEqual([
    { module: 'sync', level: 'debug', configured: 'silent' },
  ])
  expect(await (await put(null)).json()).toEqual({ module: 'sync', level: 'silent', configured: 'silent' })
})

it('other processes follow at once, and those that start later begin with it', async () => {
  // In one process there is one set of levels, so this one forgets what the other has chosen before it hears of it.
  const stop = startLogLevels(createProcessMessages())
  const stopOwn = getProcessMessages().subscribe('test', () => {})
  await put('debug')
  chooseLogLevels({})
  await getProcessMessages().publish('log.levels', {})
  await waitFor('the level to be heard of', () => getLevel('sync') === 'debug')
  chooseLogLevels({})
  const stopLater = startLogLevels()
  await waitFor('the level to be read at the start', () => getLevel('sync') === 'debug')
  await Promise.all([stop(), stopOwn(), stopLater()])
})

it('is for admins, and only for levels that there are', async () => {
  const put404 = await put('debug', { as: await insertUser() })
  expect(await readRefusal(put404)).toEqual([404, 'not_found'])
  expect(await readRefusal(await put('debug', { as: null }))).toEqual([401, 'unauthenticated'])
  expect(await readRefusal(await put('loud'))).toEqual([422, 'invalid_input'])
  expect(await readRefusal(await put('debug', { params: { module: '../x' } }))).toEqual([404, 'not_found'])
  expect(await readRefusal(await callRoute(GET, { as: await insertUser() }))).toEqual([404, 'not_found'])
  expect(await readRefusal(await callRoute(GET))).toEqual([401, 'unauthenticated'])
})
