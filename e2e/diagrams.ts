import { expect } from '@playwright/test'
import type { Person } from './fixtures'

/** A new diagram of this person, in a team if one is named; returns its id. */
export async function createDiagram({ api }: Person, title: string, given: { teamId?: string } = {}): Promise<string> {
  const response = await api.post('/api/diagrams', { data: { title, ...given } })
  expect(response.status(), await response.text()).toBe(201)
  return (await response.json()).id
}

export async function addMember(owner: Person, diagramId: string, member: { email: string; role: string }) {
  const { email, role } = member
  const response = await owner.api.post(`/api/diagrams/${diagramId}/members`, { data: { email, role } })
  expect(response.status(), await response.text()).toBe(201)
}

/** How many shapes the server has for good; what a browser shows plays no part. */
export async function countStoredShapes({ api }: Person, diagramId: string): Promise<number> {
  const response = await api.get(`/api/diagrams/${diagramId}`)
  expect(response.status(), await response.text()).toBe(200)
  const { document } = await response.json()
  return Object.keys(document.store).filter((id) => id.startsWith('shape:')).length
}
