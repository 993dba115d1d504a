import { createDiagram } from './diagrams'
import type { Person } from './fixtures'

/** Pages that anyone can open. */
export const publicPages = ['/', '/sign-in', '/register', '/forgot', '/reset']

/** Pages of someone who is signed in and has one diagram. */
export async function listOwnPages(person: Person): Promise<string[]> {
  const diagramId = await createDiagram(person, 'A diagram with a name')
  return ['/diagrams', '/diagrams?view=trash', '/diagrams?layout=list', `/diagrams/${diagramId}`, '/settings']
}
