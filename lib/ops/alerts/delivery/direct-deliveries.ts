import { LRUCache } from 'lru-cache'
import { remember } from '@/lib/platform/remember'

/** What a notice and a channel are called together: in the outbox, and to the other side. */
export const deliveryKey = (noticeId: string, channelId: string): string => `${noticeId}:${channelId}`

/** What was delivered past the outbox while the database was down, by key, with what was answered. */
export const getDirectDeliveries = () =>
  remember('alerts.directDeliveries', () => new LRUCache<string, { answer: string; at: Date }>({ max: 5_000 }))
