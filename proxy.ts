import { type NextRequest, NextResponse } from 'next/server'
import { findSyncOrigin } from '@/lib/features/documents/find-sync-offer'
import { embedFrameHosts } from '@/lib/features/embeds/pure/embed-services'
import { makeContentSecurityPolicy } from '@/lib/http/content-security-policy'
import { correlationHeader, readCorrelationId } from '@/lib/http/correlation-id'
import { getEnv } from '@/lib/platform/env/env'

/** Headers only: it decides nothing about who may see what. Next reads the nonce from the request's policy. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID())
  const { NODE_ENV, EMBEDS } = getEnv()
  const frameHosts = EMBEDS === 'on' ? embedFrameHosts : []
  const dev = NODE_ENV === 'development'
  const policy = makeContentSecurityPolicy({ nonce, dev, frameHosts, syncOrigin: findSyncOrigin() })
  const correlationId = readCorrelationId(request.headers)
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  headers.set(correlationHeader, correlationId)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  response.headers.set(correlationHeader, correlationId)
  return response
}

/** Pages only. The API sets its own headers, and its bodies must not be buffered here. */
export const config = { matcher: '/((?!api/|_next/static|_next/image|tldraw/|images/|icon.svg).*)' }
