import { z } from 'zod'

const text = (maxLength: number) => z.string().transform((given) => given.slice(0, maxLength))

/** What a browser tells of an error. Nobody has to be signed in, so all of it may be made up. */
export const errorReportInput = z.strictObject({
  kind: z.enum(['error', 'rejection', 'boundary']).describe('How it was met: thrown, rejected, or while rendering.'),
  name: text(100),
  message: text(2_000),
  stack: text(16_000).nullable(),
  page: text(300).describe('Path of the page without ids and query.'),
})

export const maxErrorReportBytes = 64 * 1024

export const listErrorsQuery = z.object({
  status: z.enum(['open', 'resolved', 'all']).default('open'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(200).optional(),
})

export const errorParams = z.object({ fingerprint: z.string().regex(/^[0-9a-f]{32}$/) })

export const resolveErrorInput = z.strictObject({ resolved: z.boolean() })

export const errorGroupDto = z.object({
  fingerprint: z.string().describe('The same for each repeat of the error.'),
  source: z.enum(['server', 'browser']),
  module: z.string(),
  name: z.string(),
  message: z.string(),
  stack: z.string().nullable(),
  context: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  correlationId: z.string().nullable().describe('Of the latest occurrence; finds its lines in the log.'),
  firstRelease: z.string(),
  lastRelease: z.string(),
  count: z.number().int(),
  firstSeenAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  resolvedAt: z.iso.datetime().nullable(),
})

export const errorPageDto = z.object({
  items: z.array(errorGroupDto),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
})

export type ErrorReportInput = z.infer<typeof errorReportInput>
export type ListErrorsQuery = z.infer<typeof listErrorsQuery>
export type ErrorGroupDto = z.infer<typeof errorGroupDto>
export type ErrorPageDto = z.infer<typeof errorPageDto>
