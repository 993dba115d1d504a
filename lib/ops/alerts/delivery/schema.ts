import { z } from 'zod'
import { severities } from '../notice'

const httpAddress = z
  .url({ protocol: /^https?$/, error: 'Enter an address that begins with https:// or http://.' })
  .max(2_000)
  .refine((text) => URL.canParse(text) && new URL(text).username === '', {
    error: 'Leave the name and the password out of the address.',
  })
const secret = z.string().max(500)
const oneLine = (maxLength: number) =>
  z
    .string()
    .trim()
    .min(1, { error: 'Give it a name.' })
    .max(maxLength)
    .regex(/^[^\p{Cc}]*$/u, { error: 'Write it on one line.' })
const mailAddress = z.email({ error: 'Enter addresses such as ann@example.org.' }).max(254)

/** Where a channel leads and what opens it; never shown again once it is stored. */
export const channelSettings = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('email'), to: z.array(mailAddress).min(1).max(20) }),
  z.strictObject({
    kind: z.literal('slack'),
    webhookUrl: httpAddress.describe('An incoming webhook of Slack, or of something that speaks its format.'),
  }),
  z.strictObject({
    kind: z.literal('webhook'),
    url: httpAddress,
    secret: secret
      .min(16, { error: 'Use at least 16 characters.' })
      .describe('Signs each request, so that the receiver knows whom it is from.'),
  }),
  z.strictObject({ kind: z.literal('discord'), webhookUrl: httpAddress }),
  z.strictObject({
    kind: z.literal('teams'),
    webhookUrl: httpAddress.describe('Of the workflow "Send webhook alerts to a channel" in Teams.'),
  }),
  z.strictObject({
    kind: z.literal('telegram'),
    botToken: secret.regex(/^\d+:[\w-]{20,}$/, { error: 'Enter the token as @BotFather gives it.' }),
    chatId: z
      .string()
      .regex(/^(-?\d{1,20}|@\w{4,64})$/, { error: 'Enter the number of the chat, or the @name of a channel.' }),
    serverUrl: httpAddress.default('https://api.telegram.org'),
  }),
  z.strictObject({
    kind: z.literal('ntfy'),
    serverUrl: httpAddress.describe('Address of the ntfy server, without the topic.'),
    topic: z.string().regex(/^[\w-]{1,64}$/, { error: 'Use letters, digits, _ and -.' }),
    token: secret.min(1).optional(),
  }),
])

export const channelKinds = ['email', 'slack', 'webhook', 'discord', 'teams', 'telegram', 'ntfy'] as const

const minimumSeverity = z.enum(severities).describe('The least severe alerts that it tells of.')
const channelName = oneLine(80)

export const createChannelInput = z.strictObject({
  name: channelName,
  settings: channelSettings,
  minimumSeverity: minimumSeverity.default('warning'),
  enabled: z.boolean().default(true),
})

export const changeChannelInput = z.strictObject({
  name: channelName.optional(),
  settings: channelSettings.optional().describe('All of them anew; what is not given stays.'),
  minimumSeverity: minimumSeverity.optional(),
  enabled: z.boolean().optional(),
})

/** Channels of the environment are called `email` and `slack`. */
export const channelParams = z.object({ channelId: z.string().regex(/^[0-9A-Za-z]{1,20}$/) })

export const channelDto = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(channelKinds),
  origin: z
    .enum(['environment', 'admin'])
    .describe('Whether the settings of the server make it or an admin has made it.'),
  target: z
    .string()
    .nullable()
    .describe('Where it leads, without secrets; null when its settings cannot be read any more.'),
  minimumSeverity: z.enum(severities),
  enabled: z.boolean(),
  status: z.enum(['working', 'failing', 'unknown']),
  failingSince: z.iso.datetime().nullable(),
  lastTriedAt: z.iso.datetime().nullable(),
  lastDeliveredAt: z.iso.datetime().nullable(),
  lastAnswer: z.string().nullable().describe('What the other side said last.'),
})

export const channelsDto = z.object({ items: z.array(channelDto) })

export const channelTestDto = z.object({
  delivered: z.boolean(),
  answer: z.string().describe('What the other side said, or why it could not be asked.'),
  durationMs: z.number().int(),
})

export const listDeliveriesQuery = z.object({
  status: z.enum(['waiting', 'delivered', 'dead', 'dropped', 'all']).default('all'),
  channel: channelParams.shape.channelId.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(300).optional(),
})

export const deliveryDto = z.object({
  noticeId: z.string(),
  channelId: z.string(),
  channelName: z.string(),
  channelKind: z.enum(channelKinds),
  kind: z.string().describe('Of the notice: triggered, escalated, resolved, flapping.'),
  subject: z.string(),
  status: z.enum(['waiting', 'delivered', 'dead', 'dropped']),
  attempts: z.number().int(),
  lastAnswer: z.string().nullable(),
  lastTriedAt: z.iso.datetime().nullable(),
  nextTryAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  outboxId: z.string().nullable().describe('Names it in the outbox, to send it again.'),
})

export const deliveryPageDto = z.object({
  items: z.array(deliveryDto),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
})

export type ChannelSettings = z.infer<typeof channelSettings>
export type ChannelKind = (typeof channelKinds)[number]
export type CreateChannelInput = z.infer<typeof createChannelInput>
export type ChangeChannelInput = z.infer<typeof changeChannelInput>
export type ChannelDto = z.infer<typeof channelDto>
export type ChannelTestDto = z.infer<typeof channelTestDto>
export type ListDeliveriesQuery = z.infer<typeof listDeliveriesQuery>
export type DeliveryDto = z.infer<typeof deliveryDto>
export type DeliveryPageDto = z.infer<typeof deliveryPageDto>
