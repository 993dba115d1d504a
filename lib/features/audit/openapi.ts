import type { ApiSection } from '../openapi/operation'
import {
  auditEntryDto,
  auditPageDto,
  auditRetention,
  auditVerdictDto,
  exportAuditQuery,
  listAuditQuery,
} from './schema'

const tag = 'Audit log'

/** Who did what. For admins. */
export const auditApi: ApiSection = {
  schemas: { AuditEntry: auditEntryDto, AuditPage: auditPageDto },
  operations: [
    {
      method: 'get',
      path: '/api/admin/audit',
      tag,
      summary: 'Search the audit log',
      description: 'For admins. The newest entries first.',
      query: listAuditQuery,
      answers: { 200: { description: 'What matches.', content: auditPageDto } },
      problems: ['not_found'],
    },
    {
      method: 'get',
      path: '/api/admin/audit/export',
      tag,
      summary: 'Export the audit log',
      description:
        'For admins. Everything that matches, as CSV or as a JSON array; that it was taken is an entry itself.',
      query: exportAuditQuery,
      answers: { 200: { description: 'A file, piece by piece.', content: { contentType: 'text/csv' } } },
      problems: ['not_found'],
    },
    {
      method: 'get',
      path: '/api/admin/audit/verification',
      tag,
      summary: 'Verify the audit log',
      description: 'For admins. Follows the whole chain, as `npx autograph audit verify` does.',
      answers: { 200: { description: 'Whether it is whole.', content: auditVerdictDto } },
      problems: ['not_found'],
    },
    {
      method: 'get',
      path: '/api/admin/audit/retention',
      tag,
      summary: 'How long the audit log is kept',
      answers: { 200: { description: 'Days, or null for ever.', content: auditRetention } },
      problems: ['not_found'],
    },
    {
      method: 'put',
      path: '/api/admin/audit/retention',
      tag,
      summary: 'Change how long the audit log is kept',
      description: 'For admins. Older entries are removed every six hours.',
      body: auditRetention,
      answers: { 200: { description: 'Changed.', content: auditRetention } },
      problems: ['not_found'],
    },
  ],
}
