import { z } from 'zod'
import { componentIdPattern } from '@/lib/core/component-news'
import { parseJsonPath } from './defined/find-json-path'
import { isStatusList } from './defined/match-status'
import { componentStatus } from './schema'

/** As the page and the API name them: `database`, `check_<id>`. */
export const componentId = z.string().regex(componentIdPattern)
export const checkParams = z.object({ checkId: componentId })
export const beatParams = z.object({ token: z.string().regex(/^[\w-]{43}$/) })

const address = (protocol: RegExp, example: string) =>
  z.url({ protocol, error: `must be an address such as ${example}` }).max(2_000)
const expectation = z.string().min(1).max(500)

const httpTarget = z.strictObject({
  kind: z.literal('http'),
  url: address(/^https?$/, 'https://example.org/health'),
  method: z.enum(['GET', 'HEAD']).default('GET'),
  expected_status: z
    .string()
    .max(100)
    .refine(isStatusList, 'must be statuses such as 200-299,301')
    .default('200-299')
    .describe('Redirects are not followed: 301 is an answer.'),
  keyword: expectation.optional().describe('Has to be in the first 256 KiB of the answer.'),
  json_path: expectation
    .refine((path) => parseJsonPath(path) !== null, 'must be a path such as $.items[0].status')
    .optional()
    .describe('Has to lead to something in the answer, other than null and false.'),
  json_value: expectation.optional().describe('What has to be there, as text.'),
})

const tcpTarget = z.strictObject({
  kind: z.literal('tcp'),
  host: z.string().regex(/^[\w.:-]{1,253}$/, 'must be a name or an address'),
  port: z.number().int().min(1).max(65_535),
})

const postgresTarget = z.strictObject({
  kind: z.literal('postgres'),
  url: address(/^postgres(ql)?$/, 'postgresql://user:password@host:5432/name'),
})

const redisTarget = z.strictObject({
  kind: z.literal('redis'),
  url: address(/^rediss?$/, 'redis://:password@host:6379'),
})

const pushTarget = z.strictObject({
  kind: z.literal('push'),
  grace_seconds: z.number().int().min(0).max(86_400).default(30).describe('How late a call may come.'),
})

export const checkTarget = z.discriminatedUnion('kind', [
  httpTarget,
  tcpTarget,
  postgresTarget,
  redisTarget,
  pushTarget,
])

const name = z.string().trim().min(1).max(80)
const everySeconds = z.number().int().min(10).max(86_400).describe('Between two looks; of `push`, between two calls.')
const timeoutSeconds = z.number().int().min(1).max(30)
const dependsOn = z.array(componentId).max(20).describe('Components without which it cannot be well.')

export const createCheckInput = z.strictObject({
  name,
  target: checkTarget,
  every_seconds: everySeconds.default(60),
  timeout_seconds: timeoutSeconds.default(10),
  depends_on: dependsOn.default([]),
  enabled: z.boolean().default(true),
})

export const updateCheckInput = z.strictObject({
  name: name.optional(),
  target: checkTarget
    .optional()
    .describe('Replaces all of it; of the same kind. Left out, it stays, secrets included.'),
  every_seconds: everySeconds.optional(),
  timeout_seconds: timeoutSeconds.optional(),
  depends_on: dependsOn.optional(),
  enabled: z.boolean().optional(),
})

export const checkDto = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['built_in', 'http', 'tcp', 'postgres', 'redis', 'push']),
  status: componentStatus,
  since: z.iso.datetime().nullable(),
  message: z.string().nullable(),
  detail: z.string().nullable().describe('What the last look was told, believed or not.'),
  latency_ms: z.number().nullable(),
  looked_at: z.iso.datetime().nullable(),
  essential: z.boolean().describe('Whether drawing stops without it.'),
  depends_on: z.array(z.string()),
  uptime_24h_percent: z.number().nullable().describe('Of what is known; without maintenance.'),
  enabled: z.boolean(),
  every_seconds: z.number().nullable(),
  timeout_seconds: z.number().nullable(),
  target: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .nullable()
    .describe('Passwords are not shown.'),
  last_beat_at: z.iso.datetime().nullable(),
})

export const createdCheckDto = checkDto.extend({
  beat_path: z.string().nullable().describe('Of `push`: what has to be called, by GET or POST. Shown only now.'),
})

export const checkListDto = z.object({ items: z.array(checkDto), nextCursor: z.null(), total: z.number().int() })

export const lookDto = z.object({
  status: z.enum(['up', 'degraded', 'down', 'unknown']),
  message: z.string().nullable(),
  detail: z.string().nullable(),
})

export type CheckTarget = z.infer<typeof checkTarget>
export type CreateCheckInput = z.infer<typeof createCheckInput>
export type UpdateCheckInput = z.infer<typeof updateCheckInput>
export type CheckDto = z.infer<typeof checkDto>
export type CreatedCheckDto = z.infer<typeof createdCheckDto>
export type LookDto = z.infer<typeof lookDto>
