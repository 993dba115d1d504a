import { z } from 'zod'
import { componentId } from '@/lib/ops/health/schema-checks'

export const incidentStatuses = ['investigating', 'identified', 'monitoring', 'resolved'] as const
export const incidentUpdateKinds = [...incidentStatuses, 'note', 'postmortem'] as const
export const incidentImpacts = ['degraded', 'down'] as const

const title = z.string().trim().min(1).max(200)
const publicTitle = title.nullable().describe('What the public page says instead of the title.')
const text = z.string().trim().min(1).max(5_000)
const components = z.array(componentId).max(50).describe('Those that are affected.')
const isPublic = z.boolean().describe('Whether the public status page may show it.')

export const createIncidentInput = z.strictObject({
  title,
  publicTitle: publicTitle.default(null),
  impact: z.enum(incidentImpacts),
  components: components.default([]),
  status: z.enum(['investigating', 'identified', 'monitoring']).default('investigating'),
  text: text.describe('The first line of its timeline.'),
  isPublic: isPublic.default(false),
})

export const changeIncidentInput = z
  .strictObject({ title, publicTitle, impact: z.enum(incidentImpacts), components, isPublic })
  .partial()

export const addUpdateInput = z.strictObject({
  kind: z
    .enum(incidentUpdateKinds)
    .describe('A status moves the incident there; a note changes nothing; a postmortem is for one that is resolved.'),
  text,
  isPublic: z.boolean().default(false).describe('Whether it is shown when its incident is.'),
})

export const editUpdateInput = z.strictObject({ text, isPublic: z.boolean() }).partial()

export const incidentParams = z.object({ incidentId: z.string().regex(/^[0-9A-Za-z]{20}$/) })
export const incidentUpdateParams = incidentParams.extend({ updateId: z.string().regex(/^[\w:.-]{1,250}$/) })

export const listIncidentsQuery = z.object({
  status: z.enum(['open', 'resolved', 'all']).default('all'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: incidentParams.shape.incidentId.optional(),
})

export const incidentUpdateDto = z.object({
  id: z.string(),
  kind: z.enum(incidentUpdateKinds),
  text: z.string(),
  isPublic: z.boolean(),
  isAutomatic: z.boolean().describe('Whether alerts have caused it.'),
  author: z.string().nullable().describe('Name of the person.'),
  at: z.iso.datetime(),
  editedAt: z.iso.datetime().nullable(),
})

export const incidentDto = z.object({
  id: z.string(),
  title: z.string(),
  publicTitle: z.string().nullable(),
  status: z.enum(incidentStatuses),
  impact: z.enum(incidentImpacts),
  components: z.array(z.string()),
  isPublic: z.boolean(),
  isAutomatic: z.boolean().describe('Whether alerts have opened it.'),
  endsByItself: z.boolean().describe('Whether it is resolved when its alerts are.'),
  author: z.string().nullable(),
  startedAt: z.iso.datetime(),
  resolvedAt: z.iso.datetime().nullable(),
  alerts: z.array(z.string()).describe('Names of the alerts it tells of.'),
  updates: z.array(incidentUpdateDto).describe('The latest first.'),
})

export const incidentPageDto = z.object({
  items: z.array(incidentDto).describe('Those that began last come first.'),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
})

export type CreateIncidentInput = z.infer<typeof createIncidentInput>
export type ChangeIncidentInput = z.infer<typeof changeIncidentInput>
export type AddUpdateInput = z.infer<typeof addUpdateInput>
export type EditUpdateInput = z.infer<typeof editUpdateInput>
export type ListIncidentsQuery = z.infer<typeof listIncidentsQuery>
export type IncidentUpdateDto = z.infer<typeof incidentUpdateDto>
export type IncidentDto = z.infer<typeof incidentDto>
export type IncidentPageDto = z.infer<typeof incidentPageDto>
export type IncidentUpdateKind = (typeof incidentUpdateKinds)[number]
export type IncidentStatus = (typeof incidentStatuses)[number]
