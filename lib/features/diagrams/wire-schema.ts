import { z } from 'zod'
import { documentSnapshot } from '../documents/schema'
import {
  type BatchResultDto,
  type DiagramDto,
  type DiagramPageDto,
  type DiagramWithDocumentDto,
  diagramKind,
  type MemberDto,
  memberRole,
  type SyncTicketDto,
} from './schema'

/** What the server answers, for the API's description. The types hold both sides together. */
type Wire<T> = T extends string ? string : T extends object ? { [K in keyof T]: Wire<T[K]> } : T

const time = z.iso.datetime()
const person = z.object({ id: z.string(), name: z.string() })

export const diagramDto = z.object({
  id: z.string(),
  title: z.string(),
  kind: diagramKind,
  folderId: z.null(),
  ownerId: z.string(),
  owner: person,
  team: z
    .object({ id: z.string(), name: z.string() })
    .nullable()
    .describe('The team that it is in. Only who is in the team learns of it.'),
  access: z.enum(['owner', 'editor', 'viewer']).describe('What the caller may do with it.'),
  tags: z.array(z.string()),
  starred: z.boolean().describe('By the caller.'),
  createdAt: time,
  updatedAt: time,
  lastEditedBy: person.nullable(),
  viewedAt: time.nullable().describe('When the caller opened it last.'),
  viewCount: z.number().int(),
  versionCount: z.number().int(),
  sizeBytes: z.number().int(),
  etag: z.string().describe('Names the newest durable state of the document.'),
  trashedAt: time.nullable(),
}) satisfies z.ZodType<Wire<DiagramDto>>

export const diagramWithDocumentDto = diagramDto.extend({
  document: documentSnapshot,
  note: z.string(),
}) satisfies z.ZodType<Wire<DiagramWithDocumentDto>>

export const diagramPageDto = z.object({
  items: z.array(diagramDto),
  nextCursor: z.string().nullable().describe('Null on the last page.'),
  total: z.number().int(),
}) satisfies z.ZodType<Wire<DiagramPageDto>>

export const memberDto = person.extend({
  email: z.string(),
  role: z.union([z.literal('owner'), memberRole]),
}) satisfies z.ZodType<Wire<MemberDto>>

export const syncTicketDto = z.object({
  ticket: z.string().describe('For `?ticket=` of the socket; good for this diagram and for one attempt to connect.'),
  expiresIn: z.number().int().describe('Seconds that it lasts.'),
}) satisfies z.ZodType<Wire<SyncTicketDto>>

export const batchResultDto = z.object({
  id: z.string(),
  status: z.enum(['done', 'failed']),
  code: z.string().optional(),
  detail: z.string().optional(),
}) satisfies z.ZodType<Wire<BatchResultDto>>
