import type { DocumentSnapshot } from '../schema'
import { buildDocument } from './build-document'
import { cloudArchitecture } from './diagrams/cloud-architecture'
import { escalationFlow } from './diagrams/escalation-flow'
import { signInSequence } from './diagrams/sign-in-sequence'
import type { Drawing } from './drawing'

export interface Template {
  id: string
  title: string
  /** What it is good for, in one sentence. */
  summary: string
  /** A new document each time, to begin a diagram with. */
  build(): DocumentSnapshot
}

const template = (id: string, title: string, summary: string, drawing: Drawing): Template => ({
  id,
  title,
  summary,
  build: () => buildDocument(drawing),
})

const templates: readonly Template[] = [
  template('architecture', 'Cloud architecture', 'Networks, services and where the data lives.', cloudArchitecture),
  template('flow', 'Decision flow', 'Questions with yes and no, and what to do then.', escalationFlow),
  template('sequence', 'Sequence', 'Who asks whom, in which order.', signInSequence),
]

/** What a new diagram can begin with. */
export const listTemplates = (): readonly Template[] => templates

export const findTemplate = (id: string): Template | null => templates.find((one) => one.id === id) ?? null
