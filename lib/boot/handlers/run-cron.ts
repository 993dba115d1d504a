import { AppError, notFound } from '@/lib/core/errors'
import { isBearerSecret } from '@/lib/http/is-bearer-secret'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { getEnv } from '@/lib/platform/env/env'
import { hasOwnServer } from '@/lib/platform/net/own-server'
import { remember } from '@/lib/platform/remember'
import { runRound } from '../run-round'

const slot = () => remember('boot.round', () => ({ isRunning: false }))

/** `GET /api/cron`, as crons of hosts call it: a round of what the loops of a long-lived process do. */
export const runCron = route({ anonymous: true }, async ({ request, signal }) => {
  const { CRON_SECRET } = getEnv()
  if (!CRON_SECRET) throw notFound('page')
  if (!isBearerSecret(request.headers.get('authorization'), CRON_SECRET)) {
    throw new AppError('unauthenticated', 'Send the CRON_SECRET as a bearer token.')
  }
  if (hasOwnServer()) throw new AppError('conflict', 'This process runs its loops itself. It needs no cron.')
  if (slot().isRunning) throw new AppError('conflict', 'A round is under way.')
  slot().isRunning = true
  try {
    return json(await runRound({ signal }))
  } finally {
    slot().isRunning = false
  }
})
