import { existsSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { envSchema } from '@/lib/platform/env/schema'
import { listFiles } from '@/lib/testing/list-files'
import packageFile from '@/package.json'
import { listContext } from './list-context'
import { readDockerfile } from './read-dockerfile'

const dockerfile = readFileSync('Dockerfile', 'utf8')
const steps = readDockerfile(dockerfile)
const last = Math.max(...steps.map(({ stage }) => stage))
const find = (instruction: string, stage = last) =>
  steps.filter((step) => step.stage === stage && step.instruction === instruction).map(({ argument }) => argument)
const context = listContext(readFileSync('.dockerignore', 'utf8'), listFiles())

describe('readDockerfile', () => {
  it('joins continued lines and counts stages', () => {
    expect(readDockerfile('# a\nFROM x AS build\nRUN a \\\n  && b\nFROM y\nUSER 1\n')).toEqual([
      { stage: 0, instruction: 'FROM', argument: 'x AS build' },
      { stage: 0, instruction: 'RUN', argument: 'a  && b' },
      { stage: 1, instruction: 'FROM', argument: 'y' },
      { stage: 1, instruction: 'USER', argument: '1' },
    ])
  })
})

describe('listContext', () => {
  it('goes by the last line that matches a file or a folder of it', () => {
    const files = ['.env', 'lib/a.ts', 'lib/a.test.ts', 'lib/testing/b.ts', 'scripts/start.mjs', 'scripts/seed.ts']
    const ignore = '# all\n*\n!lib\n!scripts/start.mjs\nlib/testing\n**/*.test.ts\n'
    expect(listContext(ignore, files)).toEqual(['lib/a.ts', 'scripts/start.mjs'])
  })
})

describe('the build context', () => {
  it('has what a build is made of', () => {
    const needed = [
      ...['app/layout.tsx', 'instrumentation.ts', 'proxy.ts', 'server.mjs', 'package-lock.json', 'tsconfig.json'],
      ...['scripts/start.mjs', 'scripts/build.mjs', 'scripts/prepare.mjs', 'prisma/schema.prisma'],
      ...['LICENSE', 'THIRD_PARTY_NOTICES.md', 'lib/boot/launcher/launch.ts'],
    ]
    expect(needed.filter((file) => !context.includes(file))).toEqual([])
    expect(context.filter((file) => file.endsWith('migration.sql')).length).toBeGreaterThan(1)
  })

  it('has every file of the root folder that the launcher, the build or Next reads', () => {
    const roots = listFiles().filter((file) => /^[\w.-]+\.(mjs|ts|json)$/.test(file))
    const ofTools = ['biome.json', 'vitest.config.ts', 'playwright.config.ts', 'next-env.d.ts', 'vercel.json']
    expect(roots.filter((file) => !context.includes(file) && !ofTools.includes(file))).toEqual([])
  })

  it('has no tests, no secrets, no data', () => {
    const wrong = /\.test\.tsx?$|^lib\/testing\/|^\.env|^data\/|^deploy\/docker\/secrets|^\.git/
    expect(context.filter((file) => wrong.test(file))).toEqual([])
    const strangers = [
      '.env',
      '.env.local',
      'data/secret',
      'deploy/docker/secrets/auth_secret',
      '.git/config',
      'id_rsa',
    ]
    expect(listContext(readFileSync('.dockerignore', 'utf8'), strangers)).toEqual([])
  })
})

describe('the Dockerfile', () => {
  it('builds and runs on one image of an exact version that AutoGraph supports', () => {
    const [, image, major] = /^ARG NODE_IMAGE=(node:(\d+)\.\d+\.\d+-bookworm-slim)$/m.exec(dockerfile) ?? []
    expect(Number(major) % 2).toBe(0)
    expect(Number(major)).toBeGreaterThanOrEqual(20)
    expect(steps.filter(({ instruction }) => instruction === 'FROM').map(({ argument }) => argument)).toEqual([
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the syntax of a Dockerfile
      '${NODE_IMAGE} AS build',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the syntax of a Dockerfile
      '${NODE_IMAGE}',
    ])
    expect(dockerfile).toContain(`org.opencontainers.image.base.name="docker.io/library/${image}"`)
  })

  it('copies files that the context has, and runs scripts that exist', () => {
    const sources = steps
      .filter(({ stage, instruction }) => stage === 0 && instruction === 'COPY')
      .flatMap(({ argument }) => argument.split(/\s+/).slice(0, -1))
    expect(sources.filter((source) => source !== '.' && !context.includes(source))).toEqual([])
    const scripts = find('RUN', 0).flatMap((command) =>
      [...command.matchAll(/npm run (?:--silent )?(\S+)/g)].map(([, name]) => name!),
    )
    expect(scripts.filter((name) => !(name in packageFile.scripts))).toEqual([])
    expect(context).toContain('deploy/docker/leave-out.mjs')
  })

  it('runs as a user without rights, by number, so that Kubernetes can tell', () => {
    expect(find('USER')).toEqual(['1000:1000'])
    expect(dockerfile).toContain('install -d -o 1000 -g 1000 -m 0700 /data')
    expect(find('VOLUME')).toEqual(['/data'])
  })

  it('sets only what AutoGraph knows, and says the port it listens on', () => {
    const environment = new Map(
      find('ENV')
        .join(' ')
        .split(/\s+/)
        .map((pair) => pair.split('=') as [string, string]),
    )
    const unknown = [...environment.keys()].filter((name) => !(name in envSchema.shape))
    expect(unknown).toEqual(['HOME'])
    expect(envSchema.parse(Object.fromEntries(environment))).toMatchObject({ PORT: 3000, DATA_DIR: '/data' })
    expect(find('EXPOSE')).toEqual([environment.get('PORT')])
  })

  it('starts by tini, stops by the signal that AutoGraph minds', () => {
    expect(find('ENTRYPOINT')).toEqual(['["/usr/bin/tini", "--"]'])
    const command: string[] = JSON.parse(find('CMD')[0] ?? '[]')
    expect(context).toContain(command[1])
    expect(find('STOPSIGNAL')).toEqual(['SIGTERM'])
  })

  it('looks every 30 s, 3 times, at a path that exists', () => {
    const [check = ''] = find('HEALTHCHECK')
    expect(check).toMatch(/--interval=30s .*--retries=3 /)
    const [, script = '', path = ''] = JSON.parse(/CMD (\[.*\])/.exec(check)?.[1] ?? '[]')
    expect(context).toContain(script)
    expect(existsSync(`app${path}/route.ts`)).toBe(true)
  })

  it('carries the version of the product and names its SBOM', () => {
    expect(find('ARG')).toContain(`VERSION=${packageFile.version}`)
    expect(dockerfile).toMatch(/autograph\.sbom="\/app\/sbom\.cdx\.json"/)
    expect(find('RUN', 0)).toContain('npm run --silent sbom > sbom.cdx.json')
  })

  it('leaves out no package that stays outside of the bundle', async () => {
    const leaveOut = readFileSync('deploy/docker/leave-out.mjs', 'utf8')
    const left = [...leaveOut.matchAll(/'node_modules\/([^']+)'/g)].map(([, name]) => name!)
    const config = await import(pathToFileURL('next.config.mjs').href)
    const external: string[] = config.default.serverExternalPackages
    expect(left.length).toBeGreaterThan(10)
    expect(external.filter((name) => left.some((start) => name === start || name.startsWith(`${start}/`)))).toEqual([])
  })
})
