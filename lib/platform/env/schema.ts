import { z } from 'zod'
import { logLevels } from '@/lib/core/log-level'
import { parseDomains } from '@/lib/core/parse-domains'
import { parseNetworks } from '../net/networks'
import { parseOrigins } from '../net/parse-origins'
import { parseTrustedProxies } from '../net/trusted-proxies'
import { deliverySettings, findDeliveryFaults } from './delivery-settings'
import { count, oneOf, percent, perMinute, seconds, wholeNumber, yesOrNo } from './setting-types'

const logLevel = oneOf(logLevels)

/**
 * Every setting of the product. The descriptions become `.env.example` and the table in the README
 * (`npm run docs:config`), so they are written for the person who operates an instance.
 */
export const envSchema = z.object({
  NODE_ENV: oneOf(['development', 'production', 'test']).default('production').meta({ internal: true }),
  PORT: wholeNumber({ from: 0, to: 65_535 })
    .default(3000)
    .describe('TCP port of the web server; 0 takes any free one.'),
  HOST: z.string().default('0.0.0.0').describe('Address to listen on.'),
  APP_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://draw.example.org' })
    .optional()
    .describe('The address people type, e.g. `https://draw.example.org`. Default: `http://localhost:PORT`.'),
  NEXT_PUBLIC_SYNC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://live.example.org' })
    .optional()
    .describe(
      'Where a process of this instance takes live connections, when the one that serves the pages does not live long enough. Default: the process itself, or none.',
    ),
  CRON_SECRET: z
    .string()
    .min(16, { error: 'must have at least 16 characters' })
    .optional()
    .describe('What a cron has to send as a bearer token to `/api/cron`, where no process lives that runs the loops.'),
  AUTH_SECRET: z
    .string()
    .min(32, { error: 'must have at least 32 characters' })
    .optional()
    .describe('Signs session cookies; at least 32 characters. Default: generated once into `DATA_DIR`.'),
  DATA_DIR: z
    .string()
    .default('./data')
    .describe('Where the embedded PostgreSQL, uploads and the generated secret live.'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be an address such as postgresql://user:password@host:5432/name' })
    .optional()
    .describe('`postgresql://user:password@host:5432/database`. Default: an embedded PostgreSQL 18 in `DATA_DIR`.'),
  DATABASE_POOL_SIZE: count(1).default(10).describe('Database connections kept open.'),
  DATABASE_POOL_OVERFLOW: count(0).default(20).describe('Further connections opened under load.'),
  S3_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://s3.example.org' })
    .optional()
    .describe(
      'Address of an S3-compatible server that keeps uploads and exports. Without any `S3_…` setting they lie in `DATA_DIR`; with Amazon S3 set `S3_REGION` instead.',
    ),
  S3_REGION: z.string().optional().describe('Region of the buckets. Default with `S3_ENDPOINT`: `us-east-1`.'),
  S3_ACCESS_KEY_ID: z.string().optional().describe('Name of the key that may use the buckets.'),
  S3_SECRET_ACCESS_KEY: z.string().optional().describe('The secret of that key.'),
  S3_BUCKET_PREFIX: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,52}$/, { error: 'must be lower case letters, digits and hyphens, at most 53' })
    .default('autograph')
    .describe(
      'The buckets are `<prefix>-diagrams`, `<prefix>-uploads` and `<prefix>-exports`; they are created when they are missing.',
    ),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: 'must be an address such as redis://:password@host:6379' })
    .optional()
    .describe(
      'Redis for limits and caches shared by several processes: `redis://:password@host:6379`, `rediss://…` with TLS. Default: memory.',
    ),
  UPSTASH_REDIS_REST_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://name.upstash.io' })
    .optional()
    .describe('Instead of `REDIS_URL`: a Redis at Upstash over HTTPS.'),
  UPSTASH_REDIS_REST_TOKEN: z.string().optional().describe('The token that goes with it.'),
  KV_PREFIX: z
    .string()
    .regex(/^[\w:.-]{1,64}$/, { error: 'must be 1 to 64 letters, digits, or any of _ : . -' })
    .default('autograph:')
    .describe('Before every key in Redis, so that several instances can share one.'),
  LOG_LEVEL: logLevel
    .default('info')
    .describe(
      '`trace`, `debug`, `info`, `warn`, `error`, `fatal` or `silent`; `LOG_LEVEL_SYNC=debug` sets one module.',
    ),
  METRICS_TOKEN: z
    .string()
    .min(16, { error: 'must have at least 16 characters' })
    .optional()
    .describe('What Prometheus has to send as a bearer token to read `/metrics`. Default: anybody may read it.'),
  REGISTRATION: oneOf(['open', 'invite', 'closed'])
    .optional()
    .describe(
      'Who may create an account: `open` everybody, `invite` whom an admin or a team invites, `closed` whom an admin invites. The first can always be created and becomes admin. Default: what an admin chooses, `open` at first; what is set here is fixed, as with the next three.',
    ),
  REGISTRATION_DOMAINS: z
    .string()
    .refine((text) => parseDomains(text) !== null, { error: 'must be domains such as example.org,example.com' })
    .optional()
    .describe(
      'Domains of e-mail addresses that may register, come by a team or be changed to, separated by commas; their subdomains are others. Whom an admin invites may have any. Default: what an admin chooses, all at first.',
    ),
  REGISTRATION_ROLE: oneOf(['editor', 'viewer'])
    .optional()
    .describe(
      'What those are who register: `editor` draws, `viewer` only looks. Default: what an admin chooses, `editor` at first.',
    ),
  ALLOWED_NETWORKS: z
    .string()
    .refine((text) => parseNetworks(text) !== null, {
      error: 'must be all, or addresses and networks (of IPv6 /64 or wider) such as 10.0.0.0/8,2001:db8::/32',
    })
    .optional()
    .describe(
      'Networks from which the instance can be used at all, separated by commas, or `all`. Behind a proxy it needs `TRUSTED_PROXIES`. Default: what an admin chooses, all at first.',
    ),
  PASSWORD_MIN_LENGTH: wholeNumber({ from: 12, to: 64 })
    .default(12)
    .describe('Characters that a new password needs; 15 is what NIST asks for. Passwords in use stay valid.'),
  TRUSTED_PROXIES: z
    .string()
    .refine((text) => parseTrustedProxies(text) !== null, {
      error: 'must be none, a number of proxies, or addresses and networks such as 10.0.0.0/8,fd00::/8',
    })
    .default('none')
    .describe(
      'Proxies whose `X-Forwarded-For` counts: `none`, how many stand in front (`1`), or their addresses (`10.0.0.0/8,fd00::/8`).',
    ),
  CORS_ORIGINS: z
    .string()
    .refine((text) => parseOrigins(text) !== null, {
      error: 'must be * or origins such as https://wiki.example.org,https://intranet.example.org',
    })
    .optional()
    .describe(
      'Other sites whose pages may call the API: exact origins separated by commas, which may act for signed-in people, or `*` for everybody, without cookies. Default: none.',
    ),
  REQUEST_TIMEOUT_SECONDS: wholeNumber({ from: 1, to: 3_600 })
    .default(30)
    .describe('A request that takes longer is answered with 504; one with a body gets more time as it arrives.'),
  REQUESTS_AT_ONCE: count(0)
    .default(200)
    .describe(
      'Requests worked on at the same time, per process; those beyond wait for a second at most and are then answered with 503.',
    ),
  RATE_LIMIT_USER_PER_MINUTE: perMinute(100).describe('API requests of one user; 0 is no limit, here and below.'),
  RATE_LIMIT_KEY_PER_MINUTE: perMinute(100).describe('API requests with one API key; they do not count for its user.'),
  RATE_LIMIT_IP_PER_MINUTE: perMinute(1_000).describe('API requests from one address (of IPv6: one /64 network).'),
  RATE_LIMIT_MEDIA_USER_PER_MINUTE: perMinute(3_000).describe('Images and thumbnails that one user may load.'),
  RATE_LIMIT_MEDIA_IP_PER_MINUTE: perMinute(15_000).describe('Images and thumbnails loaded from one address.'),
  RATE_LIMIT_UPLOAD_USER_PER_MINUTE: perMinute(600).describe('Files that one user may upload.'),
  RATE_LIMIT_UPLOAD_IP_PER_MINUTE: perMinute(3_000).describe('Files uploaded from one address.'),
  RATE_LIMIT_MAIL_USER_PER_MINUTE: perMinute(10).describe('Requests by one user that make us write a mail.'),
  RATE_LIMIT_MAIL_IP_PER_MINUTE: perMinute(30).describe('The same from one address.'),
  RATE_LIMIT_SIGN_IN_IP: count(0)
    .default(5)
    .describe('Failed sign-ins from one address before it has to wait. Where many people share one, allow more.'),
  RATE_LIMIT_SIGN_IN_ACCOUNT: count(0)
    .default(5)
    .describe('Failed sign-ins to one account before it has to wait; signing in clears the count.'),
  RATE_LIMIT_SIGN_IN_MINUTES: count(1).default(15).describe('How long failed sign-ins count.'),
  SIGN_IN_LOCK_FAILURES: count(0)
    .default(10)
    .describe('Failed sign-ins in a row that lock an account; 0 never does. An admin can unlock it.'),
  SIGN_IN_LOCK_HOURS: wholeNumber({ from: 1, to: 8_760 }).default(24).describe('How long it stays locked.'),
  SESSION_IDLE_MINUTES: z
    .union([z.literal('0').transform(() => 0), wholeNumber({ from: 15, to: 43_200 })], {
      error: 'must be 0, or from 15 to 43200',
    })
    .default(0)
    .describe('Without use for so long, one has to sign in again; at least 15, 0 is never. An open diagram is use.'),
  SESSIONS_PER_USER: count(0)
    .default(5)
    .describe('Browsers in which one person can be signed in; one more ends the oldest. 0 is no limit.'),
  RATE_LIMIT_SOCKET_IP_PER_MINUTE: perMinute(1_000).describe('Live connections that one address may open.'),
  SOCKETS_PER_USER: count(0).default(100).describe('Live connections of one user at the same time, per process.'),
  SOCKETS_PER_IP: count(0).default(1_000).describe('Live connections from one address at the same time, per process.'),
  SOCKET_MESSAGES_PER_SECOND: count(0)
    .default(200)
    .describe('Messages that one live connection may send for long; ten times as many at once.'),
  SOCKET_BYTES_PER_SECOND: count(0)
    .default(4 * 1024 * 1024)
    .describe('Bytes that one live connection may send for long; ten times as many at once.'),
  LINK_PREVIEWS: oneOf(['on', 'off'])
    .default('on')
    .describe(
      '`on`: when somebody pastes a link, the server fetches that page for its title and picture. `off`: nothing is fetched, the card shows the host.',
    ),
  EMBEDS: oneOf(['on', 'off'])
    .default('on')
    .describe(
      '`on`: diagrams can show pages of known services (YouTube, Figma, Google Maps, …) to who asks for one. `off`: such a link is a card, and nobody is framed.',
    ),
  CPU_CHECK_INTERVAL_SECONDS: seconds(60).describe('Between two readings of the CPU.'),
  CPU_WARNING_THRESHOLD_PERCENT: percent(70).describe('Of the CPU that the process may use, or of the whole machine.'),
  CPU_CRITICAL_THRESHOLD_PERCENT: percent(90).describe('From here on it is an error, not a warning.'),
  MEMORY_CHECK_INTERVAL_SECONDS: seconds(60).describe('Between two readings of the memory.'),
  MEMORY_WARNING_THRESHOLD_MB: count(1).default(512).describe('Resident memory of the process.'),
  MEMORY_CRITICAL_THRESHOLD_MB: count(1).default(1024).describe('From here on it is an error, not a warning.'),
  DISK_WARNING_THRESHOLD_PERCENT: percent(80).describe('Of each disk that holds data of ours.'),
  MONITOR_INTERVAL_SECONDS: seconds(60).describe('Between two readings of event loop, disks and network.'),
  ALERT_CHECK_INTERVAL_SECONDS: wholeNumber({ from: 1, to: 3_600 })
    .default(60)
    .describe('How often all alert rules are evaluated; a component that changes is looked at at once.'),
  ALERT_SERVICE_DOWN_THRESHOLD_SECONDS: wholeNumber({ from: 1, to: 86_400 })
    .default(300)
    .describe('How long a component is down before people are told.'),
  ALERT_ESCALATION_INTERVAL_SECONDS: wholeNumber({ from: 1, to: 86_400 })
    .default(900)
    .describe('How often people are told again of a critical alert that nobody has acknowledged.'),
  ...deliverySettings,
  BACKUP_TO: z
    .string()
    .optional()
    .describe(
      'Where backups go: a folder, or `s3://bucket/prefix` with the `S3_…` settings. Default: the bucket `<S3_BUCKET_PREFIX>-backups` where S3 is used, else the folder `backups` in `DATA_DIR`.',
    ),
  BACKUP_INTERVAL_MINUTES: count(0)
    .default(5)
    .describe('How often a backup is made; 0 leaves it to `npx autograph backup`.'),
  BACKUP_VERIFY_HOURS: count(0)
    .default(24)
    .describe('How often the newest backup is restored aside and compared; 0 leaves it to `npx autograph verify`.'),
  BACKUP_WAL_SECONDS: count(0)
    .default(0)
    .describe(
      'How often the write-ahead log of the embedded PostgreSQL is archived where backups are, so that any moment of seven days can be restored; 30 is a good choice, 0 archives none.',
    ),
  BACKUP_PASSPHRASE: z
    .string()
    .min(16, { error: 'must have at least 16 characters' })
    .optional()
    .describe(
      'Encrypts backups (AES-256-GCM); at least 16 characters. Without it they cannot be read: keep a copy elsewhere.',
    ),
  SLOW_QUERY_THRESHOLD_MS: count(0).default(100).describe('A statement that takes longer is logged with its plan.'),
  DIAGNOSTICS_ENABLED: yesOrNo.describe(
    '`true` lets admins put load on the process to try its monitors: `/api/diagnostics/…`.',
  ),
  SENTRY_DSN: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://key@sentry.example.org/1' })
    .optional()
    .describe('Also sends unexpected errors there. Without it nothing leaves this server.'),
  RELEASE: z
    .string()
    .max(100, { error: 'must have at most 100 characters' })
    .optional()
    .describe('What errors are filed under. Default: the version.'),
  TLDRAW_LICENSE_KEY: z.string().optional().describe('Optional; only removes the watermark of the tldraw editor.'),
})

export type Env = z.infer<typeof envSchema>

/** The settings of one environment, or every fault at once, one sentence each. An empty value counts as not set. */
export function parseEnv(source: Record<string, string | undefined>): { env: Env } | { faults: string[] } {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = envSchema.safeParse(set)
  const faults = [
    ...(parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`),
    ...findModuleLevelFaults(set),
    ...findS3Faults(set),
    ...findKvFaults(set),
    ...findDeliveryFaults(set),
  ]
  return parsed.success && faults.length === 0 ? { env: parsed.data } : { faults }
}

function findModuleLevelFaults(set: Record<string, string | undefined>): string[] {
  return Object.entries(set).flatMap(([name, value]) => {
    if (!name.startsWith('LOG_LEVEL_')) return []
    const { error } = logLevel.safeParse(value)
    return error ? [`${name} ${error.issues[0]?.message}`] : []
  })
}

/** S3 is used with all it takes, or not at all: half of it must not quietly mean the local disk. */
function findS3Faults(set: Record<string, string | undefined>): string[] {
  const given = Object.keys(envSchema.shape).filter((name) => name.startsWith('S3_') && set[name] !== undefined)
  const missing = ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'].filter((name) => set[name] === undefined)
  if (!set.S3_ENDPOINT && !set.S3_REGION) missing.unshift('S3_ENDPOINT (or S3_REGION for Amazon S3)')
  if (given.length === 0 || missing.length === 0) return []
  return [`${given.join(', ')} set without ${missing.join(' and ')}: set all of them to use S3, or none`]
}

function findKvFaults(set: Record<string, string | undefined>): string[] {
  const { REDIS_URL, UPSTASH_REDIS_REST_URL, UPSTASH_REDIS_REST_TOKEN } = set
  const both = 'UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN'
  if (Boolean(UPSTASH_REDIS_REST_URL) !== Boolean(UPSTASH_REDIS_REST_TOKEN))
    return [`${both} go together: set both or none`]
  return REDIS_URL && UPSTASH_REDIS_REST_URL
    ? [`REDIS_URL and UPSTASH_REDIS_REST_URL are two stores: set one of them`]
    : []
}
