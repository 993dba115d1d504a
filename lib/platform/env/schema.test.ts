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
        LOG_LEVEL: 'info',
        REGISTRATION: 'open',
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
        'REGISTRATION must be one of open, closed',
        'LOG_LEVEL_SYNC must be one of trace, debug, info, warn, error, fatal, silent',
      ],
    })
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
