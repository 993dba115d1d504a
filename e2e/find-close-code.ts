import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { BrowserContext } from '@playwright/test'
import { WebSocket } from 'ws'

/** The code with which the server refuses this browser's socket to a diagram. */
export async function findCloseCode(baseURL: string, context: BrowserContext, diagramId: string): Promise<number> {
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const address = new URL(`/api/sync/${diagramId}?sessionId=${randomUUID()}&storeId=e2e`, baseURL)
  address.protocol = 'ws:'
  const socket = new WebSocket(address, { headers: { cookie, origin: baseURL } })
  const [code] = await once(socket, 'close')
  return code
}
