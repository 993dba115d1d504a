import { z } from 'zod'
import { dayMs } from '@/lib/core/time'
import { alertDto } from '../schema'
import { silenceMatcher, silenceMatchers } from './silence'

export const longestSilenceMs = 90 * dayMs

export const createSilenceInput = z.strictObject({
  matchers: silenceMatchers.describe('All of them have to fit.'),
  reason: z.string().trim().min(1).max(500),
  startsAt: z.iso.datetime({ offset: true }).optional().describe('Default: now.'),
  endsAt: z.iso.datetime({ offset: true }).describe('At most 90 days away.'),
})

export const previewSilenceInput = z.strictObject({ matchers: silenceMatchers })

export const silencePreviewDto = z.object({
  alerts: z.array(alertDto).describe('Active alerts of which nobody would be told.'),
})

export const silenceDto = z.object({
  id: z.string(),
  matchers: z.array(silenceMatcher),
  reason: z.string(),
  author: z.string().nullable().describe('Name of the person.'),
  createdAt: z.iso.datetime(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  status: z.enum(['pending', 'active', 'over']),
})

export const silenceListDto = z.object({ items: z.array(silenceDto) })
export const silenceParams = z.object({ silenceId: z.string().regex(/^[0-9A-Za-z]{20}$/) })

export type CreateSilenceInput = z.infer<typeof createSilenceInput>
export type PreviewSilenceInput = z.infer<typeof previewSilenceInput>
export type SilenceDto = z.infer<typeof silenceDto>
export type SilenceListDto = z.infer<typeof silenceListDto>
export type SilencePreviewDto = z.infer<typeof silencePreviewDto>
