import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { presentEnvExample, replaceSettingsTable } from './present-settings'
import { parseEnv } from './schema'

describe('parseEnv', () => {
  it('has a default for everything', () => {
    expect(parseEnv({})).toMatchObject({
      env: {
        NODE_ENV: 'production',
        PORT: 3000,
        HOST: '0.0.0.0',
        DATA_DIR: './data',
        DATABASE_POOL_SIZE: 10,
        DATABASE_POOL_OVERFLOW: 20,
        S3_BUCKET_PREFIX: 'autograph',
        KV_PREFIX: 'autograph:',
        LOG_LEVEL: 'info',
        TRUSTED_PROXIES: 'none',
        RATE_LIMIT_USER_PER_MINUTE: 100,
      },
    })
  })

  it('takes an empty value as not set', () => {
    expect(parseEnv({ PORT: '', DATABASE_URL: '' })).toEqual(parseEnv({}))
  })

  it('reports every fault at once, in words', () => {
    const faulty = {
      PORT: '70000',
      APP_URL: 'draw.example.org',
      AUTH_SECRET: 'short',
      DATABASE_URL: 'mysql://localhost',
      DATABASE_POOL_SIZE: 'many',
      LOG_LEVEL: 'loud',
      LOG_LEVEL_SYNC: 'quiet',
      REGISTRATION: 'maybe',
    }
    expect(parseEnv(faulty)).toEqual({
      faults: [
        'PORT must be from 0 to 65535',
        'APP_URL must be an address such as https://draw.example.org',
        'AUTH_SECRET must have at least 32 characters',
        'DATABASE_URL must be an address such as postgresql://user:password@host:5432/name',
        'DATABASE_POOL_SIZE must be a whole number from 1',
        'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent',
        'REGISTRATION must be one of open, invite, closed',
        'LOG_LEVEL_SYNC must be one of trace, debug, info, warn, error, fatal, silent',
      ],
    })
  })
})

describe('the settings of S3', () => {
  const whole = { S3_ENDPOINT: 'http://s3.local:9000', S3_ACCESS_KEY_ID: 'key', S3_SECRET_ACCESS_KEY: 'secret' }

  it.each([whole, { ...whole, S3_ENDPOINT: '', S3_REGION: 'eu-west-1' }])('are whole: %o', (set) => {
    expect(parseEnv(set)).toHaveProperty('env')
  })

  it.each([
    [
      { ...whole, S3_SECRET_ACCESS_KEY: '' },
      'S3_ENDPOINT, S3_ACCESS_KEY_ID set without S3_SECRET_ACCESS_KEY: set all of them to use S3, or none',
    ],
    [
      { S3_BUCKET_PREFIX: 'draw' },
      'S3_BUCKET_PREFIX set without S3_ENDPOINT (or S3_REGION for Amazon S3) and S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY: set all of them to use S3, or none',
    ],
    [{ ...whole, S3_ENDPOINT: 's3.local' }, 'S3_ENDPOINT must be an address such as https://s3.example.org'],
    [
      { ...whole, S3_BUCKET_PREFIX: 'Draw_' },
      'S3_BUCKET_PREFIX must be lower case letters, digits and hyphens, at most 53',
    ],
  ])('are refused half set or wrong: %o', (set, fault) => {
    expect(parseEnv(set)).toEqual({ faults: [fault] })
  })
})

describe('the key-value store', () => {
  const redis = { REDIS_URL: 'rediss://:secret@redis.example.org:6380/1' }
  const upstash = { UPSTASH_REDIS_REST_URL: 'https://eu1.upstash.io', UPSTASH_REDIS_REST_TOKEN: 'secret' }

  it('is one of two, or neither', () => {
    for (const source of [redis, upstash]) expect(parseEnv(source)).toMatchObject({ env: source })
  })

  it.each<[string, Record<string, string>, string]>([
    [
      'half of Upstash',
      { ...upstash, UPSTASH_REDIS_REST_TOKEN: '' },
      'UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN go together: set both or none',
    ],
    [
      'the other half',
      { UPSTASH_REDIS_REST_TOKEN: 'secret' },
      'UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN go together: set both or none',
    ],
    ['two stores', { ...redis, ...upstash }, 'REDIS_URL and UPSTASH_REDIS_REST_URL are two stores: set one of them'],
    [
      'another protocol',
      { REDIS_URL: 'http://:secret@host' },
      'REDIS_URL must be an address such as redis://:password@host:6379',
    ],
    ['a prefix with a space', { KV_PREFIX: 'a b' }, 'KV_PREFIX must be 1 to 64 letters, digits, or any of _ : . -'],
  ])('is refused in one sentence: %s', (_, source, fault) => {
    expect(parseEnv(source)).toEqual({ faults: [fault] })
  })
})

describe('what is generated from it (npm run docs:config)', () => {
  it('.env.example is current', () => {
    expect(readFileSync('.env.example', 'utf8')).toBe(presentEnvExample())
  })

  it('the table in README.md is current', () => {
    const readme = readFileSync('README.md', 'utf8')
    expect(readme).toBe(replaceSettingsTable(readme))
  })
})

describe('the settings of notices and mail', () => {
  it.each([
    [{ ALERT_EMAIL_ENABLED: 'true' }, 'ALERT_EMAIL_ENABLED is set without ALERT_EMAIL_TO'],
    [{ ALERT_SLACK_ENABLED: '1' }, 'ALERT_SLACK_ENABLED is set without ALERT_SLACK_WEBHOOK_URL'],
    [{ SMTP_USER: 'draw' }, 'SMTP_USER is set without SMTP_PASSWORD'],
    [{ MAIL_FROM: 'nobody' }, 'MAIL_FROM must be an address such as AutoGraph <draw@example.org>'],
    [
      { ALERT_EMAIL_ENABLED: 'true', ALERT_EMAIL_TO: 'a@b.org;c@d.org' },
      'ALERT_EMAIL_TO must be addresses such as ann@example.org, ben@example.org',
    ],
  ])('%o lacks something', (set, fault) => {
    expect(parseEnv(set)).toEqual({ faults: [fault] })
  })

  it.each([
    { ALERT_EMAIL_ENABLED: 'false' },
    { ALERT_EMAIL_ENABLED: 'true', ALERT_EMAIL_TO: 'Ann <ann@example.org>, ben@example.org' },
  ])('%o is whole', (set) => {
    expect(parseEnv(set)).toHaveProperty('env')
  })
})
