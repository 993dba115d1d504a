import { z } from 'zod'
import { type DiagramId, idPattern, type TeamId, type UserId } from '@/lib/core/ids'
import { type DocumentSnapshot, documentSnapshot } from '../documents/schema'
import {
  type DiagramSort,
  type DiagramView,
  diagramSorts,
  diagramViews,
  type SortOrder,
  sortOrders,
} from './pure/list-order'
import { memberRoles } from './pure/member-roles'
import { isOneLine, titleFaults, titleMaxLength } from './pure/title'

export const diagramTitle = z
  .string()
  .trim()
  .min(1, titleFaults.empty)
  .max(titleMaxLength, titleFaults.tooLong)
  .refine(isOneLine, titleFaults.notOneLine)

export const diagramKind = z.enum(['canvas', 'note', 'mixed'])
export const memberRole = z.enum(memberRoles)

const diagramId = z
  .string()
  .regex(idPattern)
  .transform((id) => id as DiagramId)
const userId = z
  .string()
  .regex(idPattern)
  .transform((id) => id as UserId)

const teamId = z
  .string()
  .regex(idPattern)
  .transform((id) => id as TeamId)

const note = z
  .string()
  .max(1_000_000, 'A note has at most 1,000,000 characters.')
  .refine((text) => !text.includes('\0'), 'A note cannot contain NUL characters.')

export const diagramParams = z.object({ diagramId })
export const memberParams = z.object({ diagramId, userId })

export const createDiagramInput = z
  .strictObject({
    title: diagramTitle,
    kind: diagramKind.default('canvas'),
    folderId: z.null().optional(),
    /** Whose people may open it as well. */
    teamId: teamId.nullable().optional(),
    document: documentSnapshot.optional(),
    /** A drawing of ours to begin with, instead of a document. */
    template: z.string().max(50).optional(),
    note: note.default(''),
  })
  .refine((input) => !(input.document && input.template), 'Give a document or a template, not both.')

export const updateDiagramInput = z
  .strictObject({ title: diagramTitle.optional(), starred: z.boolean().optional() })
  .refine((change) => Object.keys(change).length > 0, 'Say what to change: title or starred.')

export const moveDiagramInput = z.strictObject({ teamId: teamId.nullable().describe('Null: in no team.') })

export const putDocumentInput = z.strictObject({ document: documentSnapshot })

export const deleteDiagramQuery = z.object({ permanent: z.enum(['true', 'false']).default('false') })

export const batchInput = z.strictObject({
  ids: z
    .array(diagramId)
    .min(1, 'Name at least one diagram.')
    .max(100, 'At most 100 diagrams at once.')
    .transform((ids) => [...new Set(ids)]),
  action: z.enum(['trash', 'restore', 'delete']),
})

export const addMemberInput = z.strictObject({
  email: z.string().trim().toLowerCase().pipe(z.email('This is not an e-mail address.').max(254)),
  role: memberRole,
})

export const changeMemberInput = z.strictObject({ role: memberRole })

export const diagramView = z.enum(diagramViews)
export const diagramSort = z.enum(diagramSorts)
export const sortOrder = z.enum(sortOrders)

export const listDiagramsQuery = z.object({
  view: diagramView.default('all'),
  team: teamId.optional().describe('Only what is in this team.'),
  q: z
    .string()
    .trim()
    .max(200)
    .refine(isOneLine, 'A search is one line of text.')
    .optional()
    .transform((q) => q || undefined),
  kind: diagramKind.optional(),
  sort: diagramSort.optional(),
  order: sortOrder.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(1_000).optional(),
})

export const templateParams = z.object({ template: z.string().max(50) })

export const thumbnailQuery = z.object({ theme: z.enum(['light', 'dark']).default('light') })

export type { DiagramSort, DiagramView, SortOrder }
export type DiagramKind = z.infer<typeof diagramKind>
export type MemberRole = z.infer<typeof memberRole>
export type CreateDiagramInput = z.input<typeof createDiagramInput>
export type UpdateDiagramInput = z.infer<typeof updateDiagramInput>
export type ListDiagramsQuery = z.infer<typeof listDiagramsQuery>
export type BatchInput = z.infer<typeof batchInput>

/** A person as lists show one. */
export interface PersonDto {
  id: UserId
  name: string
}

export interface TeamNameDto {
  id: TeamId
  name: string
}

/** A diagram without its content; times are ISO 8601. */
export interface DiagramDto {
  id: DiagramId
  title: string
  kind: DiagramKind
  folderId: null
  ownerId: UserId
  owner: PersonDto
  /** The team whose people may open it, when the caller is one of them. */
  team: TeamNameDto | null
  access: 'owner' | 'editor' | 'viewer'
  tags: string[]
  starred: boolean
  createdAt: string
  updatedAt: string
  lastEditedBy: PersonDto | null
  viewedAt: string | null
  viewCount: number
  versionCount: number
  sizeBytes: number
  etag: string
  trashedAt: string | null
}

export interface DiagramWithDocumentDto extends DiagramDto {
  document: DocumentSnapshot
  note: string
}

export interface DiagramPageDto {
  items: DiagramDto[]
  nextCursor: string | null
  total: number
}

export interface MemberDto extends PersonDto {
  email: string
  role: 'owner' | MemberRole
}

export interface SyncTicketDto {
  ticket: string
  /** Seconds. */
  expiresIn: number
}

export interface BatchResultDto {
  id: DiagramId
  status: 'done' | 'failed'
  code?: string
  detail?: string
}
