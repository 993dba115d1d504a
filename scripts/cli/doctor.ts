import { join, resolve } from 'node:path'
import { loadEnv, provideEnv } from '@/lib/platform/env/load-env'
import type { Run } from './command'
import type { Finding } from './doctor/finding'
import { fault, ok } from './doctor/finding'
import { lookAtBackups } from './doctor/look-at-backups'
import {
  lookAtAddress,
  lookAtBuild,
  lookAtDataDir,
  lookAtDisk,
  lookAtNode,
  lookAtPackages,
  lookAtPort,
  lookAtSecret,
} from './doctor/look-at-machine'
import { lookAtServices } from './doctor/look-at-services'

export const doctor: Run = async ({ values, root }) => {
  const findings = await examine(root)
  if (values.json) console.log(JSON.stringify(findings, null, 2))
  else console.log(present(findings))
  return findings.some(({ status }) => status === 'fault') ? 1 : 0
}

/** Everything that can be looked at; with wrong settings, only what does not depend on them. */
export async function examine(root: string): Promise<Finding[]> {
  const machine = [lookAtNode(), lookAtPackages(root), lookAtBuild(root)]
  const loaded = loadEnv(join(root, '.env'))
  if ('faults' in loaded) {
    return [
      ...machine,
      ...loaded.faults.map((text) => fault('settings', text, 'Correct the environment or the file .env.')),
    ]
  }
  const env = { ...loaded.env, DATA_DIR: resolve(loaded.env.DATA_DIR) }
  provideEnv({ DATA_DIR: env.DATA_DIR, LOG_LEVEL: 'silent' })
  return [
    ...machine,
    ok('settings', 'All settings are understood.'),
    lookAtAddress(env),
    lookAtSecret(env),
    await lookAtDataDir(env),
    await lookAtDisk(env.DATA_DIR),
    await lookAtPort(env),
    await lookAtBackups(env),
    ...(await lookAtServices(env)),
  ]
}

const signs: Record<Finding['status'], string> = { ok: '✓', warning: '!', fault: '✗', skipped: '·' }

export function present(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ name }) => name.length))
  const lines = findings.map(({ name, status, message, fix }) => {
    const line = `${signs[status]} ${name.padEnd(width)}  ${message}`
    return fix ? `${line}\n  ${' '.repeat(width)}  → ${fix}` : line
  })
  const count = (wanted: Finding['status']) => findings.filter(({ status }) => status === wanted).length
  const [faults, warnings] = [count('fault'), count('warning')]
  const sum = faults + warnings === 0 ? 'Nothing is wrong.' : `${faults} faults, ${warnings} warnings.`
  return [...lines, sum].join('\n')
}
