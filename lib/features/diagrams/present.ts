import { initialDocumentJson } from '../documents/initial-document'
import { computeEtag } from '../documents/schema'
import type { DiagramAccess } from './policy'
import type { DiagramRow, DiagramWithDocumentRow } from './repo'
import type { MemberRow } from './repo-members'
import type { DiagramDto, MemberDto } from './schema'

export function presentDiagram({ diagram, access }: { diagram: DiagramRow; access: DiagramAccess }): DiagramDto {
  return {
    id: diagram.id,
    title: diagram.title,
    kind: diagram.kind,
    folderId: null,
    ownerId: diagram.ownerId,
    owner: { id: diagram.ownerId, name: diagram.ownerName },
    team:
      diagram.teamId && diagram.teamName !== null && diagram.teamRole
        ? { id: diagram.teamId, name: diagram.teamName }
        : null,
    access,
    tags: [],
    starred: diagram.starredAt !== null,
    createdAt: diagram.createdAt.toISOString(),
    updatedAt: diagram.updatedAt.toISOString(),
    lastEditedBy:
      diagram.lastEditedById && diagram.lastEditorName !== null
        ? { id: diagram.lastEditedById, name: diagram.lastEditorName }
        : null,
    viewedAt: diagram.viewedAt?.toISOString() ?? null,
    viewCount: diagram.viewCount,
    versionCount: 0,
    sizeBytes: diagram.sizeBytes,
    etag: computeEtag(BigInt(diagram.documentClock)),
    trashedAt: diagram.trashedAt?.toISOString() ?? null,
  }
}

export const presentDocumentJson = ({ schemaJson, recordsJson }: DiagramWithDocumentRow): string =>
  schemaJson === null ? initialDocumentJson : `{"schema":${schemaJson},"store":{${recordsJson ?? ''}}}`

export const presentMember = (member: MemberRow): MemberDto => ({
  id: member.userId,
  name: member.name,
  email: member.email,
  role: member.role,
})
