import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { getEnv } from './env'
import { loadEnv, provideEnv } from './load-env'
import { parseProcessEnv } from './parse-process-env'
import { presentEnvExample, presentSettingsTable } from './present-settings'
import { envSchema } from './schema'
import { findFileSetting } from './secret-settings'

const folder = mkdtempSync(join(tmpdir(), 'autograph-secrets-'))
afterAll(() => rmSync(folder, { recursive: true }))

function write(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const secret = 'a secret of more than thirty-two letters'

describe('a secret in a file', () => {
  it('is what the file holds, without the line break at its end', () => {
    const source = {
      AUTH_SECRET_FILE: write('auth', `${secret}\n`),
      DATABASE_URL_FILE: write('database', 'postgresql://ann:pass@db:5432/autograph\r\n'),
      METRICS_TOKEN_FILE: write('metrics', '  spaces are kept  '),
    }
    expect(parseProcessEnv(source)).toMatchObject({
      env: {
        AUTH_SECRET: secret,
        DATABASE_URL: 'postgresql://ann:pass@db:5432/autograph',
        METRICS_TOKEN: '  spaces are kept  ',
      },
    })
  })

  it('counts for settings that go together', () => {
    const source = {
      S3_ENDPOINT: 'http://s3.local:7070',
      S3_ACCESS_KEY_ID: 'autograph',
      S3_SECRET_ACCESS_KEY_FILE: write('s3', 'key'),
    }
    expect(parseProcessEnv(source)).toMatchObject({ env: { S3_SECRET_ACCESS_KEY: 'key' } })
  })

  it.each<[string, Record<string, string>, string]>([
    [
      'given both ways',
      { AUTH_SECRET: secret, AUTH_SECRET_FILE: write('both', secret) },
      'AUTH_SECRET and AUTH_SECRET_FILE are two values: set one of them',
    ],
    [
      'missing',
      { AUTH_SECRET_FILE: join(folder, 'nowhere') },
      `AUTH_SECRET_FILE names a file that does not exist: ${join(folder, 'nowhere')}`,
    ],
    ['a folder', { AUTH_SECRET_FILE: folder }, `AUTH_SECRET_FILE names a file that cannot be read (EISDIR): ${folder}`],
    [
      'empty',
      { AUTH_SECRET_FILE: write('empty', '\n') },
      `AUTH_SECRET_FILE names a file that is empty: ${join(folder, 'empty')}`,
    ],
    ['too short', { AUTH_SECRET_FILE: write('short', 'x') }, 'AUTH_SECRET must have at least 32 characters'],
  ])('is a fault when it is %s', (_, source, fault) => {
    expect(parseProcessEnv(source)).toEqual({ faults: [fault] })
  })

  it('says everything that is wrong at once, and never what a file holds', () => {
    const parsed = parseProcessEnv({
      AUTH_SECRET_FILE: join(folder, 'nowhere'),
      DATABASE_URL_FILE: write('wrong', 'mysql://ann:hidden@db/x'),
      PORT: '-1',
    })
    expect(parsed).toEqual({
      faults: [
        `AUTH_SECRET_FILE names a file that does not exist: ${join(folder, 'nowhere')}`,
        'PORT must be from 0 to 65535',
        'DATABASE_URL must be an address such as postgresql://user:password@host:5432/name',
      ],
    })
  })

  it('reaches the process, until it is decided otherwise', () => {
    const before = { ...process.env }
    try {
      delete process.env.METRICS_TOKEN
      process.env.METRICS_TOKEN_FILE = write('token', 'sixteen letters or more')
      expect(loadEnv(join(folder, 'no.env'))).toMatchObject({ env: { METRICS_TOKEN: 'sixteen letters or more' } })
      provideEnv({})
      expect(getEnv().METRICS_TOKEN).toBe('sixteen letters or more')
      provideEnv({ METRICS_TOKEN: 'another of sixteen letters' })
      expect(getEnv().METRICS_TOKEN).toBe('another of sixteen letters')
    } finally {
      process.env = before
      provideEnv({})
    }
  })
})

describe('which settings may lie in files', () => {
  it('is every one that is secret', () => {
    const inFiles = Object.keys(envSchema.shape).filter((name) => findFileSetting(name))
    expect(inFiles).toEqual(
      expect.arrayContaining([
        'AUTH_SECRET',
        'DATABASE_URL',
        'S3_SECRET_ACCESS_KEY',
        'REDIS_URL',
        'UPSTASH_REDIS_REST_TOKEN',
        'METRICS_TOKEN',
        'SMTP_PASSWORD',
        'ALERT_SLACK_WEBHOOK_URL',
        'ALERT_HEARTBEAT_URL',
        'SENTRY_DSN',
        'TLDRAW_LICENSE_KEY',
      ]),
    )
    expect(inFiles).not.toContain('PORT')
  })

  it('is told where settings are described', () => {
    expect(presentEnvExample()).toContain('# AUTH_SECRET_FILE=\n')
    expect(presentSettingsTable()).toContain('In a file: `AUTH_SECRET_FILE`.')
    expect(presentEnvExample()).not.toContain('PORT_FILE')
  })
})

it.skipIf(process.getuid?.() === 0)('a file of somebody else is a fault', () => {
  const path = write('closed', secret)
  chmodSync(path, 0)
  expect(parseProcessEnv({ AUTH_SECRET_FILE: path })).toEqual({
    faults: [`AUTH_SECRET_FILE names a file that cannot be read (EACCES): ${path}`],
  })
})
