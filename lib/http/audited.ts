import { AppError } from '@/lib/core/errors'
import type { AuditAction } from '@/lib/platform/audit/audit-actions'
import { recordAuditNow } from '@/lib/platform/audit/record-audit'
import type { RouteInput, RouteSpec } from './call'
import { peekText } from './respond-with'

type Handler<P, Q, B> = (input: RouteInput<P, Q, B>) => Response | Promise<Response>

/**
 * Wraps a handler of what admins do, so that the audit log tells of it: done, refused or failed. What it was done to is the
 * first parameter of the path, or what was made. Where the entry has to be there if and only if the change is, the use case
 * calls `recordAudit` in its transaction instead.
 */
export function audited<P, Q, B>(
  { audit: action, auditFacts = () => ({}) }: RouteSpec<P, Q, B>,
  handler: Handler<P, Q, B>,
): Handler<P, Q, B> {
  if (action === undefined) return handler
  return async (input) => {
    // Anybody can be refused for not being signed in, as often as they like.
    if (input.actor.type === 'anonymous') return handler(input)
    const event = { actor: input.actor, action }
    try {
      const response = await handler(input)
      await recordAuditNow({
        ...event,
        target: await findTarget(action, input.params, response),
        facts: auditFacts(input),
      })
      return response
    } catch (error) {
      if (error instanceof AppError) {
        const result = error.status < 422 ? 'refused' : 'failure'
        const target = await findTarget(action, input.params, null)
        await recordAuditNow({ ...event, result, target, facts: { ...auditFacts(input), code: error.code } })
      }
      throw error
    }
  }
}

async function findTarget(action: AuditAction, params: unknown, response: Response | null) {
  const type = action.split('.')[0] ?? action
  const [given] = typeof params === 'object' && params !== null ? Object.values(params) : []
  if (typeof given === 'string') return { type, id: given }
  const made: unknown = response?.status === 201 ? JSON.parse(await peekText(response)) : null
  const id = typeof made === 'object' && made !== null && 'id' in made ? made.id : undefined
  return typeof id === 'string' ? { type, id } : { type }
}
