import { afterEach, expect, it } from 'vitest'
import { renderMetrics } from '@/lib/platform/metrics/render-metrics'
import { forget } from '@/lib/platform/remember'
import { TestBrowser } from '@/lib/testing/browser'
import { callRoute } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { insertUser } from '@/lib/testing/factories'
import { useRecordingGateway } from '@/lib/testing/recording-gateway'
import { useTestKv } from '@/lib/testing/use-test-kv'
import { GET as authGet, POST as authPost } from './auth/[...nextauth]/route'
import { POST as register } from './auth/register/route'
import { PUT as putDocument } from './diagrams/[diagramId]/document/route'
import { POST as duplicate } from './diagrams/[diagramId]/duplicate/route'
import { POST as restore } from './diagrams/[diagramId]/restore/route'
import { PATCH as change, DELETE as deleteOne } from './diagrams/[diagramId]/route'
import { POST as batch } from './diagrams/batch/route'
import { POST as create } from './diagrams/route'

useDatabase()
useTestKv()
useRecordingGateway()
afterEach(() => forget('metrics'))

const find = (pattern: RegExp): string[] =>
  renderMetrics()
    .split('\n')
    .filter((line) => pattern.test(line) && !line.startsWith('#'))
    .sort()

async function signIn(browser: TestBrowser, fields: { email: string; password: string }): Promise<number> {
  const params = (action: string) => ({ nextauth: action.split('/') })
  const got = await browser.call(authGet, '/api/auth/csrf', { params: params('csrf') })
  const { csrfToken } = await got.json()
  const response = await browser.call(authPost, '/api/auth/callback/credentials', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ csrfToken, json: 'true', ...fields }),
    params: params('callback/credentials'),
  })
  return response.status
}

it('sign-ins, accounts and what is given out for them are counted one by one', async () => {
  const ann = { name: 'Ann', email: 'ann@example.org', password: 'correct horse battery' }
  const statuses: number[] = []
  for (const body of [ann, ann, { ...ann, email: 'ben@example.org' }]) {
    statuses.push((await callRoute(register, { method: 'POST', body })).status)
  }
  expect(statuses).toEqual([201, 409, 201])
  for (const password of [ann.password, 'wrong', 'wrong again', ann.password]) {
    statuses.push(await signIn(new TestBrowser(), { email: ann.email, password }))
  }
  await signIn(new TestBrowser(), { email: 'nobody@example.org', password: 'wrong' })
  expect(find(/^auth_service_(login|registration|tokens)/)).toEqual([
    'auth_service_login_attempts_total{result="failure"} 3',
    'auth_service_login_attempts_total{result="success"} 2',
    'auth_service_registration_attempts_total{result="failure"} 1',
    'auth_service_registration_attempts_total{result="success"} 2',
    'auth_service_tokens_issued_total{token_type="session"} 2',
  ])
})

it('diagrams are counted when they really are created, changed or deleted', async () => {
  const as = await insertUser()
  const document = { schema: { schemaVersion: 2, sequences: {} }, store: {} }
  const make = async () => (await (await callRoute(create, { as, method: 'POST', body: { title: 'Plan' } })).json()).id
  const [one, two, three] = [await make(), await make(), await make()]
  const call = (handler: Parameters<typeof callRoute>[0], diagramId: string, rest: Parameters<typeof callRoute>[1]) =>
    callRoute(handler, { as, params: { diagramId }, ...rest })
  const counted = () => find(/^diagram_service_diagrams/).map((line) => line.replace(/^diagram_service_diagrams_/, ''))

  await call(duplicate, one, { method: 'POST' })
  await callRoute(create, { as, method: 'POST', body: { title: '' } })
  expect(counted()).toEqual(['created_total 4', 'deleted_total 0', 'updated_total 0'])

  await call(change, one, { method: 'PATCH', body: { title: 'Another' } })
  await call(change, one, { method: 'PATCH', body: { title: 'Another' } })
  await call(change, one, { method: 'PATCH', body: { starred: true } })
  await call(putDocument, one, { method: 'PUT', body: { document }, headers: { 'if-match': '*' } })
  await call(putDocument, one, { method: 'PUT', body: { document } })
  expect(counted()).toEqual(['created_total 4', 'deleted_total 0', 'updated_total 2'])

  await call(deleteOne, one, { method: 'DELETE' })
  await call(deleteOne, one, { method: 'DELETE' })
  await call(restore, one, { method: 'POST' })
  await callRoute(batch, { as, method: 'POST', body: { ids: [two, three, 'a'.repeat(20)], action: 'trash' } })
  await call(deleteOne, two, { method: 'DELETE', path: '/api?permanent=true' })
  expect(counted()).toEqual(['created_total 4', 'deleted_total 4', 'updated_total 2'])
})
