import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65_535)
const positive = z.coerce.number().int().positive()
const logLevel = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])

/**
 * Every setting of the product. The descriptions become `.env.example` and the table in the README
 * (`npm run docs:config`), so they are written for the person who operates an instance.
 */
export const envSchema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production').meta({ internal: true }),
  PORT: port.default(3000).describe('TCP port of the web server.'),
  HOST: z.string().default('0.0.0.0').describe('Address to listen on.'),
  APP_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('The address people type, e.g. `https://draw.example.org`. Default: `http://localhost:PORT`.'),
  AUTH_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe('Signs session cookies; at least 32 characters. Default: generated once into `DATA_DIR`.'),
  DATA_DIR: z
    .string()
    .default('./data')
    .describe('Where the embedded PostgreSQL, uploads and the generated secret live.'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('`postgresql://user:password@host:5432/database`. Default: an embedded PostgreSQL 18 in `DATA_DIR`.'),
  DATABASE_POOL_SIZE: positive.default(10).describe('Database connections kept open.'),
  DATABASE_POOL_OVERFLOW: z.coerce.number().int().min(0).default(20).describe('Further connections opened under load.'),
  LOG_LEVEL: logLevel
    .default('info')
    .describe(
      '`trace`, `debug`, `info`, `warn`, `error`, `fatal` or `silent`; `LOG_LEVEL_<MODULE>` sets one module, e.g. `LOG_LEVEL_SYNC=debug`.',
    ),
  REGISTRATION: z
    .enum(['open', 'invite', 'closed'])
    .default('open')
    .describe('Who may create an account. The first account can always be created and becomes admin.'),
  REQUEST_TIMEOUT_SECONDS: positive.default(30).describe('Longest time a request may take.'),
  TLDRAW_LICENSE_KEY: z.string().optional().describe('Optional; only removes the watermark of the tldraw editor.'),
})

export type Env = z.infer<typeof envSchema>

/** The settings of one environment, or every fault at once, one sentence each. An empty value counts as not set. */
export function parseEnv(source: Record<string, string | undefined>): { env: Env } | { faults: string[] } {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = envSchema.safeParse(set)
  if (parsed.success) return { env: parsed.data }
  return { faults: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) }
}
