import { randomUUID } from 'node:crypto'
import type { ApiOperation } from './list-operations'
import type { Person } from './person'
import type { RawRequest } from './send-raw'

/** Who asks for what. */
export interface Subject {
  person: Person
  diagramId: string
  assetId: string
  /** Of an error group. */
  fingerprint: string
  /** Whose role or membership a request changes. */
  member: Person
  /** Whom it adds. */
  newcomer: Person
  /** Other things by the name of their parameter. */
  ids: Readonly<Record<string, string>>
}

type Fields = Record<string, unknown>

/** Whose subject is an outage or a delivery, which the tests of alerts make; here they are attacked without one. */
export const notHere: ReadonlySet<string> = new Set([
  'GET /api/alerts/{alertId}',
  'POST /api/alerts/{alertId}/acknowledge',
  'POST /api/alert-rules',
  'PATCH /api/alert-rules/{ruleId}',
  'DELETE /api/alert-rules/{ruleId}',
  'POST /api/alert-channels',
  'PATCH /api/alert-channels/{channelId}',
  'DELETE /api/alert-channels/{channelId}',
  'POST /api/alert-channels/{channelId}/test',
  'POST /api/outbox/{outboxId}/resend',
  'GET /api/checks/beats/{token}',
  'GET /api/cron',
  'POST /api/checks/beats/{token}',
  'POST /api/checks/{checkId}/run',
  'POST /api/account/factors/totp/confirm',
  'POST /api/account/factors/disable',
  'POST /api/admin/users/reset-factors',
  'DELETE /api/admin/users/{userId}',
  'POST /api/account/factors/backup-codes',
  'POST /api/auth/password/reset',
  'POST /api/auth/email/verify',
  'POST /api/auth/email/confirm',
  'POST /api/auth/unlock',
  'POST /api/auth/links/read',
  'POST /api/auth/token/refresh',
  'DELETE /api/account/api-keys/{keyId}',
  'POST /api/auth/invitations/accept',
  'POST /api/account/email/verification',
  'POST /api/account/avatar',
  'POST /api/account/deletion',
  'POST /api/auth/deletion/cancel',
  'POST /api/teams/invitations/accept',
])

/** To anybody else these do not exist. */
export const isForAdmins = ({ path, isPublic }: ApiOperation): boolean =>
  !isPublic && !/^\/api\/(auth|account|avatars|diagrams|teams|templates|assets|components)(\/|$)/.test(path)

const soon = () => new Date(Date.now() + 3_600_000).toISOString()

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
const document = { schema: { schemaVersion: 2, sequences: {} }, store: {} }

/**
 * What a request needs that its schema cannot say, by the name of its operation. Whoever adds an operation learns from the
 * matrix that its sample is refused, and says here what is not.
 */
const bodies: Record<string, (subject: Subject) => Fields> = {
  'POST /api/auth/register': () => ({
    email: `${randomUUID()}@example.org`,
    password: `correct horse ${randomUUID()}`,
  }),
  'POST /api/auth/password/forgot': ({ newcomer }) => ({ email: newcomer.email }),
  'POST /api/auth/token': ({ person: { email, password } }) => ({ email, password, totp: undefined }),
  'POST /api/account/confirm': ({ person: { password } }) => ({ password, code: undefined }),
  'POST /api/account/api-keys': () => ({ scopes: ['read'], expiresAt: null }),
  'POST /api/account/email': ({ person: { email } }) => ({ email }),
  'POST /api/admin/invitations': () => ({ email: `${randomUUID()}@example.org` }),
  'POST /api/admin/users/reset-factors': ({ newcomer }) => ({ email: newcomer.email }),
  'POST /api/admin/users/unlock': ({ newcomer }) => ({ email: newcomer.email }),
  'PATCH /api/admin/users/{userId}': () => ({ role: undefined, suspended: false }),
  'PATCH /api/admin/admission': () => ({ registration: 'open', role: 'editor', domains: [], networks: [] }),
  'PUT /api/admin/audit/retention': () => ({ days: 365 }),
  'POST /api/auth/password/change': ({ person: { password } }) => ({
    currentPassword: password,
    newPassword: password,
  }),
  'POST /api/auth/callback/credentials': ({ person: { csrf, email, password } }) => ({
    ...{ csrfToken: csrf, email, password, code: '', callbackUrl: '/diagrams' },
  }),
  'POST /api/auth/signout': ({ person: { csrf } }) => ({ csrfToken: csrf, callbackUrl: '/' }),
  'POST /api/diagrams': () => ({ document: undefined, template: undefined, teamId: null }),
  'PUT /api/diagrams/{diagramId}/team': () => ({ teamId: null }),
  'POST /api/teams/{teamId}/transfer': ({ member }) => ({ userId: member.id }),
  'POST /api/teams/{teamId}/invitations': ({ newcomer }) => ({ email: newcomer.email }),
  'PUT /api/diagrams/{diagramId}/document': () => ({ document }),
  'POST /api/diagrams/batch': ({ diagramId }) => ({ ids: [diagramId] }),
  'POST /api/diagrams/{diagramId}/members': ({ newcomer }) => ({ email: newcomer.email, role: 'viewer' }),
  'POST /api/assets': ({ diagramId }) => ({ diagramId, file: svg }),
  'POST /api/diagrams/{diagramId}/link-previews': () => ({ url: 'http://127.0.0.1/' }),
  'PUT /api/admin/log-levels/{module}': () => ({ level: 'warn' }),
  'PUT /api/admin/component-audience': () => ({ signedIn: [] }),
  'POST /api/silences': () => ({ startsAt: undefined, endsAt: soon() }),
  'POST /api/maintenance': () => ({ starts_at: undefined, ends_at: soon() }),
  'PATCH /api/maintenance/{windowId}': () => ({ starts_at: undefined, ends_at: soon(), components: [] }),
  'PATCH /api/incidents/{incidentId}': () => ({ components: [] }),
  'PUT /api/status/settings': () => ({ enabled: true, title: 'x', components: [] }),
  'POST /api/checks': () => ({ target: { kind: 'push' } }),
  'PATCH /api/checks/{checkId}': () => ({ target: undefined, every_seconds: 60, timeout_seconds: 10, depends_on: [] }),
  'POST /api/diagnostics/cpu/stress': () => ({ duration_seconds: 1, intensity: 1 }),
  'POST /api/diagnostics/memory/allocate': () => ({ duration_seconds: 1, megabytes: 1 }),
  'POST /api/diagnostics/database/slow-query': () => ({ duration_seconds: 0.01 }),
}

const headers: Record<string, Record<string, string>> = {
  'PUT /api/diagrams/{diagramId}/document': { 'if-match': '*' },
}

/** What stands for the parameters of a path; an id of nothing for one that nobody has thought of. */
export function fillPath(
  { name, path, params }: ApiOperation,
  subject: Subject,
  given: Record<string, string> = {},
): string {
  const values: Record<string, string> = {
    diagramId: subject.diagramId,
    // Whoever is kept out, signed out or deleted by an admin must be nobody that other requests need.
    userId: path.startsWith('/api/admin/users/') ? subject.newcomer.id : subject.member.id,
    assetId: subject.assetId,
    fingerprint: subject.fingerprint,
    sessionId: subject.person.otherSessionId,
    template: 'flow',
    module: 'mail',
    ...subject.ids,
    ...(name === 'DELETE /api/admin/users/{userId}' ? { userId: 'x'.repeat(20) } : {}),
    ...params,
    ...given,
  }
  return path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? 'x'.repeat(20))
}

/** The fields of a body that is as it should be; null for an operation without one. */
export function fillBody(operation: ApiOperation, subject: Subject): Fields | null {
  return operation.sample && { ...operation.sample, ...bodies[operation.name]?.(subject) }
}

/** An operation as its description says, asked for by somebody. */
export function makeRequest(operation: ApiOperation, subject: Subject): RawRequest {
  const fields = fillBody(operation, subject)
  return {
    method: operation.method,
    path: fillPath(operation, subject),
    headers: {
      cookie: subject.person.cookie,
      ...(operation.contentType
        ? { 'content-type': contentTypes[operation.contentType] ?? operation.contentType }
        : {}),
      ...headers[operation.name],
    },
    ...(fields ? { body: encodeBody(operation.contentType, fields) } : {}),
  }
}

const boundary = 'e2e-boundary'
export const contentTypes: Record<string, string> = {
  'multipart/form-data': `multipart/form-data; boundary=${boundary}`,
}

/** The same in an operation's own content type. */
export function encodeBody(contentType: string, fields: Fields): string | Uint8Array {
  if (contentType === 'application/x-www-form-urlencoded') {
    return new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)])).toString()
  }
  return contentType === 'multipart/form-data' ? encodeParts(fields) : JSON.stringify(fields)
}

function encodeParts({ file, ...fields }: Fields): Uint8Array {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${String(value)}\r\n`,
  )
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n`
  return Buffer.from(`${parts.join('')}${head}${String(file)}\r\n--${boundary}--\r\n`)
}
