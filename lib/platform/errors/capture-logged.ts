import { getCorrelationId } from '../work-context'
import { captureError } from './capture-error'

interface Logged {
  module: string
  /** What the logger itself carries, such as the diagram of a room. */
  bindings: () => Record<string, unknown>
}

/** Files the error of a log line; a line without an `err` is no exception. */
export function captureLogged([fields, message]: readonly unknown[], { module, bindings }: Logged): void {
  if (typeof fields !== 'object' || fields === null || !('err' in fields) || !fields.err) return
  const { err: error, correlationId, ...rest } = fields as { err: unknown; correlationId?: unknown }
  const { module: _module, correlationId: bound, ...carried } = bindings()
  const id = [correlationId, bound, getCorrelationId()].find((one) => typeof one === 'string')
  const event = typeof message === 'string' ? { event: message } : {}
  captureError({ error, module, correlationId: id, context: { ...event, ...carried, ...rest } })
}
