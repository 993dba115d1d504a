import { type Attack, findFaults } from './find-faults'
import type { ApiOperation } from './list-operations'
import { forEachOf, type RawRequest, sendRaw } from './send-raw'

type Rest = Omit<Attack, 'name' | 'request' | 'documented'>

export const attackOn = (operation: ApiOperation, how: string, request: RawRequest, rest: Rest = {}): Attack => ({
  name: `${operation.name} with ${how}`,
  request,
  documented: operation.documented,
  // Who did what tells admins of everybody.
  maySeeSecret: /^\/api\/admin\/(audit|users)/.test(operation.path),
  // The slow statements, when there were any, are what admins ask it for.
  maySeeInside: operation.path === '/api/diagnostics/database',
  ...rest,
})

/** Sends them all, and lists what is wrong with any answer. */
export async function collectFaults(origin: string, attacks: readonly Attack[]): Promise<string[]> {
  const faults: string[] = []
  await forEachOf(attacks, async (attack) => {
    const answer = await sendRaw(origin, attack.request)
    for (const fault of findFaults(answer, attack)) faults.push(`${attack.name}: ${fault}`)
  })
  return faults
}
