import { z } from 'zod'
import { auditActions, auditResults } from '@/lib/platform/audit/audit-actions'

const text = z.string().trim().min(1).max(200)

/** What entries are looked for; everything given has to match. */
export const auditQuery = z.object({
  who: text.optional().describe('Id of who acted, or part of their e-mail address.'),
  action: z.enum(auditActions).optional(),
  result: z.enum(auditResults).optional(),
  target: text.optional().describe('Id of what it was done to, or part of its name.'),
  from: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
})

export const listAuditQuery = auditQuery.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, 'This cursor was not made by this list.')
    .optional(),
})

export const exportAuditQuery = auditQuery.extend({ format: z.enum(['csv', 'json']).default('csv') })

export const auditEntryDto = z.object({
  seq: z.number().int().describe('The place in the chain.'),
  at: z.iso.datetime(),
  actor: z.object({ type: z.string(), id: z.string().nullable(), name: z.string().nullable() }),
  action: z.string(),
  result: z.string(),
  target: z.object({ type: z.string(), id: z.string().nullable(), name: z.string().nullable() }).nullable(),
  address: z.string().nullable().describe('Where the request came from.'),
  userAgent: z.string().nullable(),
  correlationId: z.string().nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  previousHash: z.string(),
  hash: z
    .string()
    .describe('SHA-256 over the previous hash, the number and the content as JSON with sorted keys, a line each.'),
  redaction: z
    .string()
    .nullable()
    .describe('Names were taken out since; the entry `audit.forget` with the same redaction tells of it.'),
})

export const auditPageDto = z.object({ items: z.array(auditEntryDto), nextCursor: z.string().nullable() })

export const auditVerdictDto = z.object({
  count: z.number().int().describe('Entries that fit.'),
  fault: z
    .object({
      seq: z.number().int(),
      kind: z.enum(['missing', 'changed', 'relinked', 'cut', 'rewritten', 'unexplained']),
      message: z.string(),
    })
    .nullable()
    .describe('Where the chain breaks; null when it is whole.'),
  seq: z.number().int().describe('The last entry.'),
  hash: z.string().nullable().describe('Its hash. Kept elsewhere, it shows when the whole chain was written anew.'),
})

/** Days that entries are kept; null is for ever. */
export const auditRetention = z.strictObject({
  days: z.number().int().min(30, 'Entries are kept for 30 days at least.').max(3_650).nullable(),
})

export type AuditQuery = z.infer<typeof auditQuery>
export type ListAuditQuery = z.infer<typeof listAuditQuery>
export type ExportAuditQuery = z.infer<typeof exportAuditQuery>
export type AuditEntryDto = z.infer<typeof auditEntryDto>
export type AuditPageDto = z.infer<typeof auditPageDto>
export type AuditRetention = z.infer<typeof auditRetention>
export type AuditVerdictDto = z.infer<typeof auditVerdictDto>
