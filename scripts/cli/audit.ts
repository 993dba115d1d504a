import { verifyAudit } from '@/lib/features/audit/verify-audit'
import { closePool } from '@/lib/platform/db/pool'
import { CommandError, type Run } from './command'
import { openInstance, openSettings } from './open-instance'

/** 1 when the log is broken. */
export const audit: Run = async ({ values: { expect }, positionals, root }) => {
  if (positionals.join(' ') !== 'verify') throw new CommandError('Say what to do: npx autograph audit verify')
  const instance = await openInstance(openSettings(root))
  try {
    return await verify(typeof expect === 'string' ? expect : null)
  } finally {
    await closePool()
    await instance.close()
  }
}

async function verify(expected: string | null): Promise<number> {
  const verdict = await verifyAudit(expected)
  if (verdict === null) {
    console.log('The audit log is empty.')
    return expected === null ? 0 : 1
  }
  const { fault, count, seq, hash } = verdict
  if (fault) console.error(`The audit log is broken at entry ${fault.seq}: ${fault.message}`)
  else console.log(`The audit log is whole: ${count} entries. The last is ${seq}:${hash}`)
  return fault ? 1 : 0
}
