import type { IncomingMessage, ServerResponse } from 'node:http'
import { isKnownAdmitted, notAdmitted } from '@/lib/features/auth/admission/is-admitted'
import { getLog } from '@/lib/platform/log/log'
import { findSocketAddress } from '@/lib/platform/net/peer-address'
import { sendProblem } from './send-problem'

/** For monitors, for what comes with a secret of its own, and what the public may see; none of it asks who somebody is. */
const open =
  /^(\/(api\/)?(health|metrics)|\/api\/health\/\w+|\/api\/cron|\/api\/checks\/beats\/[^/]+|\/(api\/)?status|\/status\.json|\/status\/.+|\/_next\/static\/.+|\/icon\.svg)$/

/** Refuses who asks from a network that is not admitted, before anything else is read of the request; else false. */
export function refuseNetwork(request: IncomingMessage, response: ServerResponse): boolean {
  const path = request.url?.split('?', 1)[0] ?? ''
  const address = findSocketAddress(request)
  if (isKnownAdmitted(address) || open.test(path)) return false
  getLog('http').info({ address, path }, 'refused: not from an admitted network')
  sendProblem(request, response, { error: notAdmitted(), page })
  return true
}

const page =
  '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Not from here</title><p>This AutoGraph cannot be used from your network. Ask whoever runs it to allow it.'
