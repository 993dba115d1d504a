import { remember } from '../remember'

/** Bytes of the answers that were compressed, before and after, since the process started. Metrics read it. */
export const getSentBytes = (): { plain: number; compressed: number } =>
  remember('net.sent-bytes', () => ({ plain: 0, compressed: 0 }))
