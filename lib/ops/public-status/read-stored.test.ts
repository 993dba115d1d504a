import { expect, it } from 'vitest'
import { addUpdate } from '@/lib/ops/incidents/add-update'
import { createIncident } from '@/lib/ops/incidents/create-incident'
import { useDatabase } from '@/lib/testing/database'
import { actorFor, insertUser } from '@/lib/testing/factories'
import { changePublicStatusSettings } from './change-settings'
import { readStored } from './read-stored'

useDatabase()

it('reads an incident and what was written on it as of one moment', async () => {
  const actor = actorFor(await insertUser({ role: 'admin' }))
  const settings = { enabled: true, title: 'Acme', components: [], publishIncidents: true }
  await changePublicStatusSettings({ actor, settings })
  const line = { impact: 'degraded' as const, status: 'investigating' as const, components: [], publicTitle: null }
  const { id } = await createIncident({ actor, input: { ...line, title: 'Slow', text: 'We look.', isPublic: true } })
  for (let turn = 0; turn < 30; turn++) {
    const kind = turn % 2 ? 'monitoring' : 'identified'
    let isWritten = false
    const writing = addUpdate({ actor, incidentId: id, input: { kind, text: 'More.', isPublic: true } }).finally(() => {
      isWritten = true
    })
    while (!isWritten) {
      const [incident] = (await readStored(Date.now())).incidents
      expect(incident?.status).toBe(incident?.updates[0]?.kind)
    }
    await writing
  }
})
