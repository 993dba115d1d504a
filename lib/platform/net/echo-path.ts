import { randomUUID } from 'node:crypto'
import { remember } from '../remember'

/** Where this process talks to itself over a WebSocket. Nobody else knows it, so nobody else can use or crowd it. */
export const getEchoPath = (): string => remember('net.echoPath', () => `/api/sync/echo-${randomUUID()}`)
