import { z } from 'zod'
import { componentId } from './schema-checks'

export const windowParams = z.object({ windowId: z.string().regex(/^[0-9A-Za-z]{20}$/) })

export const listWindowsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: windowParams.shape.windowId.optional(),
})

export const createWindowInput = z
  .strictObject({
    starts_at: z.iso.datetime({ offset: true }).optional().describe('Default: now.'),
    ends_at: z.iso.datetime({ offset: true }),
    components: z.array(componentId).max(100).default([]).describe('None means all of them.'),
    reason: z.string().trim().min(1).max(500).describe('Anybody may read it.'),
  })
  .refine(({ starts_at: from, ends_at: until }) => !from || Date.parse(from) < Date.parse(until), {
    path: ['ends_at'],
    message: 'must be after the start',
  })

export const updateWindowInput = z
  .strictObject({
    starts_at: z.iso.datetime({ offset: true }).describe('Of one that has not begun.'),
    ends_at: z.iso.datetime({ offset: true }),
    components: z.array(componentId).max(100),
    reason: createWindowInput.shape.reason,
  })
  .partial()

export const windowDto = z.object({
  id: z.string(),
  starts_at: z.iso.datetime(),
  ends_at: z.iso.datetime(),
  state: z.enum(['planned', 'active', 'over']),
  components: z.array(z.string()),
  reason: z.string(),
  created_at: z.iso.datetime(),
})

export const windowPageDto = z.object({
  items: z.array(windowDto),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
})

export type CreateWindowInput = z.infer<typeof createWindowInput>
export type UpdateWindowInput = z.infer<typeof updateWindowInput>
export type WindowDto = z.infer<typeof windowDto>
export type WindowPageDto = z.infer<typeof windowPageDto>
