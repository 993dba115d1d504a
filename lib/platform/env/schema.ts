import { z } from 'zod'

const wholeNumber = ({ from, to }: { from: number; to: number }) => {
  const error = to === Number.MAX_SAFE_INTEGER ? `must be a whole number from ${from}` : `must be from ${from} to ${to}`
  return z.coerce.number({ error }).int({ error }).min(from, { error }).max(to, { error })
}
const count = (from: number) => wholeNumber({ from, to: Number.MAX_SAFE_INTEGER })
const oneOf = <const Options extends [string, ...string[]]>(options: Options) =>
  z.enum(options, { error: `must be one of ${options.join(', ')}` })
const logLevel = oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])

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
  LOG_LEVEL: logLevel
    .default('info')
    .describe(
      '`trace`, `debug`, `info`, `warn`, `error`, `fatal` or `silent`; `LOG_LEVEL_SYNC=debug` sets one module.',
    ),
  REGISTRATION: oneOf(['open', 'closed'])
    .default('open')
    .describe(
      'Who may create an account: `open` everybody, `closed` nobody. The first can always be created and becomes admin.',
    ),
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
