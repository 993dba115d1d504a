import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { startS3Server } from '@/lib/testing/s3-server'
import { createGuard } from '../resilience/create-guard'
import { createS3Store } from './s3-store'

const server = await startS3Server()
let count = 0
afterAll(() => server.stop())
afterEach(() => {
  server.lifecycles = new Map()
})

const makePrefix = () => `rules${++count}`

async function prepare(bucketPrefix: string): Promise<void> {
  const guard = createGuard({ name: 's3', timeoutMs: 5_000 })
  await createS3Store({ ...server.settings, bucketPrefix }, { guard }).prepare()
}

/** What each rule of a bucket does, by its name. */
function readRules(bucket: string): Record<string, string> {
  const rules = server.lifecycles?.get(bucket)?.match(/<Rule>.*?<\/Rule>/gs) ?? []
  const read = (rule: string, pattern: RegExp) => pattern.exec(rule)?.[1] ?? ''
  return Object.fromEntries(
    rules.map((rule) => [
      read(rule, /<ID>(.*?)<\/ID>/),
      `${read(rule, /<Status>(.*?)<\/Status>/)}: ${read(rule, /<((?:Expiration|Abort\w+)><Days\w*>\d+)</)}`,
    ]),
  )
}

const puts = () => server.requests.filter((line) => line.startsWith('PUT') && line.includes('lifecycle')).length

const incomplete = { 'autograph-incomplete': 'Enabled: AbortIncompleteMultipartUpload><DaysAfterInitiation>1' }
const exports = { ...incomplete, 'autograph-exports': 'Enabled: Expiration><Days>30' }
const theirs = `<LifecycleConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Rule><ID>of the operator</ID><Status>Enabled</Status><Filter><Prefix>logs/</Prefix></Filter><Expiration><Days>3</Days></Expiration></Rule></LifecycleConfiguration>`

describe('lifecycle rules of buckets', () => {
  it('clear exports after 30 days, and uploads in parts that were never finished', async () => {
    const prefix = makePrefix()
    await prepare(prefix)
    expect(['diagrams', 'uploads', 'exports'].map((bucket) => readRules(`${prefix}-${bucket}`))).toEqual([
      incomplete,
      incomplete,
      exports,
    ])
  })

  it('stand beside those of whoever runs the bucket, and are written once', async () => {
    const prefix = makePrefix()
    server.lifecycles?.set(`${prefix}-exports`, theirs)
    await prepare(prefix)
    const all = { 'of the operator': 'Enabled: Expiration><Days>3', ...exports }
    expect(readRules(`${prefix}-exports`)).toEqual(all)
    expect(server.lifecycles?.get(`${prefix}-exports`)).toContain('<Prefix>logs/</Prefix>')
    const before = puts()
    await prepare(prefix)
    expect(puts()).toBe(before)
    expect(readRules(`${prefix}-exports`)).toEqual(all)
  })

  it('are not missed on a server that has none', async () => {
    server.lifecycles = null
    const before = puts()
    await prepare(makePrefix())
    expect(puts()).toBe(before)
  })
})
