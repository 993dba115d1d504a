import { randomBytes } from 'node:crypto'
import type { UserActor } from '@/lib/core/actor'
import { type DiagramId, newId, type SessionId, type UserId } from '@/lib/core/ids'
import { getMinPasswordLength } from '@/lib/features/auth/assert-password-allowed'
import { createAccount } from '@/lib/features/auth/register-account'
import { addMember } from '@/lib/features/diagrams/add-member'
import { createDiagram } from '@/lib/features/diagrams/create-diagram'
import { updateDiagram } from '@/lib/features/diagrams/update-diagram'
import { buildDocument } from '@/lib/features/documents/demo/build-document'
import { listDemoDrawings } from '@/lib/features/documents/demo/list-demo-drawings'
import { getDb } from '@/lib/platform/db/prisma'
import { waitUntil } from './wait-until'

const previewsWithinMs = 30_000

const people = [
  { name: 'Ada Demo', email: 'ada@example.org' },
  { name: 'Grace Demo', email: 'grace@example.org' },
] as const

export interface SeededPerson {
  name: string
  email: string
  /** Null when the account was there already: nobody knows its password any more. */
  password: string | null
}

export interface Seeded {
  people: SeededPerson[]
  created: number
  existing: number
}

/** The demo workspace: two people and ten diagrams. What is there already stays as it is, so it can be run again. */
export async function seedDemo(): Promise<Seeded> {
  const [ada, grace] = await Promise.all([ensurePerson(people[0]), ensurePerson(people[1])])
  const created: DiagramId[] = []
  const drawings = listDemoDrawings()
  for (const [i, drawing] of drawings.entries()) {
    // Every third is Grace's, so that both have diagrams of their own and shared ones.
    const [owner, other] = i % 3 === 2 ? [grace, ada] : [ada, grace]
    const { title } = drawing
    if (await getDb().diagram.findFirst({ where: { ownerId: owner.actor.id, title }, select: { id: true } })) continue
    const input = { title, kind: 'canvas' as const, note: '', document: buildDocument(drawing) }
    const { id } = await createDiagram({ actor: owner.actor, input })
    const diagramId = id as DiagramId
    if (i % 2 === 0) {
      const role = i % 4 === 0 ? ('editor' as const) : ('viewer' as const)
      await addMember({ actor: owner.actor, diagramId, email: other.person.email, role })
    }
    if (i < 2) await updateDiagram({ actor: owner.actor, diagramId, change: { starred: true } })
    created.push(diagramId)
  }
  await waitForPreviews(created)
  return { people: [ada.person, grace.person], created: created.length, existing: drawings.length - created.length }
}

/** Rooms draw them a moment later; whoever opens the dashboard first should see drawings. */
async function waitForPreviews(ids: DiagramId[]): Promise<void> {
  const areDrawn = async () =>
    (await getDb().diagramPreview.count({ where: { diagramId: { in: ids } } })) === ids.length
  await waitUntil(areDrawn, { timeoutMs: previewsWithinMs, everyMs: 100 })
}

async function ensurePerson(wanted: {
  name: string
  email: string
}): Promise<{ actor: UserActor; person: SeededPerson }> {
  const { name, email } = wanted
  const known = await getDb().user.findUnique({ where: { email }, select: { id: true, role: true } })
  const password = known ? null : randomBytes(Math.max(15, getMinPasswordLength())).toString('base64url')
  const { id, role } = known ?? (await createAccount({ email, name, password: password ?? '' }))
  const sessionId = newId<SessionId>()
  return { actor: { type: 'user', id: id as UserId, role, name, email, sessionId }, person: { name, email, password } }
}
