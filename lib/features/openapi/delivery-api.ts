import {
  changeChannelInput,
  channelDto,
  channelParams,
  channelsDto,
  channelTestDto,
  createChannelInput,
  deliveryDto,
  deliveryPageDto,
  listDeliveriesQuery,
} from '@/lib/ops/alerts/delivery/schema'
import { listOutboxQuery, outboxEntryDto, outboxPageDto, outboxParams } from '@/lib/ops/outbox/schema'
import type { ApiSection } from './operation'

const tag = 'Alert channels'

/** Where notices of alerts go, and how that went. For admins. */
export const deliveryApi: ApiSection = {
  schemas: { AlertChannel: channelDto, Delivery: deliveryDto, OutboxEntry: outboxEntryDto },
  operations: [
    {
      method: 'get',
      path: '/api/alert-channels',
      tag,
      summary: 'List the channels',
      description: 'Those of the settings of the server and those that admins have made, with how each does.',
      answers: { 200: { description: 'The channels.', content: channelsDto } },
      problems: ['not_found'],
    },
    {
      method: 'post',
      path: '/api/alert-channels',
      tag,
      summary: 'Create a channel',
      description: 'Its addresses and secrets are encrypted and never shown again.',
      body: createChannelInput,
      answers: { 201: { description: 'The channel.', content: channelDto } },
      problems: ['not_found'],
    },
    {
      method: 'patch',
      path: '/api/alert-channels/{channelId}',
      tag,
      summary: 'Change a channel',
      params: channelParams,
      body: changeChannelInput,
      answers: { 200: { description: 'The channel.', content: channelDto } },
      problems: ['conflict'],
    },
    {
      method: 'delete',
      path: '/api/alert-channels/{channelId}',
      tag,
      summary: 'Delete a channel',
      params: channelParams,
      answers: { 204: { description: 'It is gone; what waited for it is dropped.' } },
      problems: ['conflict'],
    },
    {
      method: 'post',
      path: '/api/alert-channels/{channelId}/test',
      tag,
      summary: 'Send a test through a channel',
      description: 'At once, also through a channel that is switched off.',
      params: channelParams,
      answers: {
        200: { description: 'Whether it was taken, and what the other side answered.', content: channelTestDto },
      },
    },
    {
      method: 'get',
      path: '/api/deliveries',
      tag,
      summary: 'List deliveries',
      description: 'Each notice on its way through each channel; the latest comes first. Kept for 90 days.',
      query: listDeliveriesQuery,
      answers: { 200: { description: 'A page of them.', content: deliveryPageDto } },
      problems: ['not_found'],
    },
    {
      method: 'get',
      path: '/api/outbox',
      tag,
      summary: 'List the outbox',
      description: 'What is to be done after a change, was done, or was given up.',
      query: listOutboxQuery,
      answers: { 200: { description: 'A page of it.', content: outboxPageDto } },
      problems: ['not_found'],
    },
    {
      method: 'post',
      path: '/api/outbox/{outboxId}/resend',
      tag,
      summary: 'Send again what was given up',
      params: outboxParams,
      answers: { 200: { description: 'It waits, as if it were new.', content: outboxEntryDto } },
      problems: ['conflict'],
    },
  ],
}
