import type { UserRole } from '@/lib/core/actor'
import { getPool } from '@/lib/platform/db/pool'
import type { ListUsersQuery, UserState } from './schema'

export interface ListedUser {
  /** Of the account; of the invitation while there is none. */
  id: string
  email: string
  /** Null for who was only invited. */
  name: string | null
  role: UserRole
  state: UserState
  createdAt: Date
  lastSeenAt: Date | null
  secondFactor: boolean
  diagrams: number
  /** What the list is in order of; with the id it is unique. */
  sortKey: string
}

interface ListRequest extends Pick<ListUsersQuery, 'q' | 'role' | 'state'> {
  after: { key: string; id: string } | null
  take: number
  /** When an account is locked. */
  lock: { failures: number; hours: number }
}

/** As `hashEmail` makes it. */
const emailHash = `translate(rtrim(encode(sha256(convert_to(u.email, 'UTF8')), 'base64'), '='), '+/', '-_')`

/** Everybody: `$1`, `$2` are the failures and hours of a lock. */
const people = `
  SELECT u.id, u.email, u.name, u.role::text AS role, u.created_at AS "createdAt", lower(u.name) AS "sortKey",
    CASE WHEN u.suspended_at IS NOT NULL THEN 'suspended' WHEN f.account IS NOT NULL THEN 'locked' ELSE 'active' END AS state
  FROM users u LEFT JOIN sign_in_failures f ON f.account = ${emailHash} AND $1::int > 0 AND f.failures >= $1::int
    AND f.last_failed_at > now() - make_interval(hours => $2::int)
  UNION ALL
  SELECT l.id, l.email, NULL, l.role::text, l.created_at, lower(l.email), 'invited'
  FROM account_links l WHERE l.purpose = 'invite' AND l.used_at IS NULL AND l.expires_at > now()
    AND NOT EXISTS (SELECT 1 FROM users u WHERE u.email = l.email)`

const details = `
  SELECT p.*, seen."lastSeenAt",
    EXISTS (SELECT 1 FROM second_factors s WHERE s.user_id = p.id AND s.confirmed_at IS NOT NULL) AS "secondFactor",
    (SELECT count(*)::int FROM diagrams d WHERE d.owner_id = p.id) AS diagrams
  FROM page p, LATERAL (SELECT greatest(
    (SELECT max(last_seen_at) FROM sessions WHERE user_id = p.id),
    (SELECT max(last_used_at) FROM api_keys WHERE user_id = p.id)) AS "lastSeenAt") seen
  ORDER BY p."sortKey", p.id`

export async function listUserRows(request: ListRequest): Promise<{ rows: ListedUser[]; total: number }> {
  const { q, role, state, after, take, lock } = request
  const values: unknown[] = [lock.failures, lock.hours]
  const put = (value: unknown) => `$${values.push(value)}`
  const pattern = q === undefined ? null : put(`%${q.replace(/[\\%_]/g, '\\$&')}%`)
  const asked = [
    pattern && `(name ILIKE ${pattern} OR email ILIKE ${pattern})`,
    role && `role = ${put(role)}`,
    state && `state = ${put(state)}`,
  ].filter(Boolean)
  const where = asked.length === 0 ? '' : `WHERE ${asked.join(' AND ')}`
  const all = `WITH people AS (${people}), found AS (SELECT * FROM people ${where})`
  const counted = getPool().query<{ total: number }>(`${all} SELECT count(*)::int AS total FROM found`, [...values])
  const beyond = after ? `WHERE ("sortKey", id) > (${put(after.key)}, ${put(after.id)})` : ''
  const page = `page AS (SELECT * FROM found ${beyond} ORDER BY "sortKey", id LIMIT ${put(take)})`
  const listed = getPool().query<ListedUser>(`${all}, ${page} ${details}`, values)
  const [{ rows }, counts] = await Promise.all([listed, counted])
  return { rows, total: counts.rows[0]?.total ?? 0 }
}
