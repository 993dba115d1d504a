import type { ClientNotice } from '@/lib/sync/client/diagram-client'

const changes = (count: number) => (count === 1 ? '1 change' : `${count} changes`)

/** What a person should know about changes that were made without the server. */
export function describeNotice(notice: ClientNotice): { title: string; description?: string } {
  switch (notice.type) {
    case 'restored':
      return {
        title: `${changes(notice.count)} brought back`,
        description:
          notice.skipped > 0
            ? `They were made before this tab was closed. ${changes(notice.skipped)} could not be applied, because others deleted what they belong to.`
            : 'They were made before this tab was closed, and are being saved now.',
      }
    case 'view-only':
      return {
        title: `${changes(notice.count)} not saved`,
        description:
          'You may only view this diagram now. The changes are kept in this browser in case you may edit it again.',
      }
    case 'overtaken':
      return {
        title: `${changes(notice.count)} dropped`,
        description: 'While you were offline, others deleted what you changed.',
      }
  }
}
