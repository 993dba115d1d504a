import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError } from '@/lib/core/errors'
import { getOpenApiDocument } from '@/lib/features/openapi/get-openapi-document'
import { sendProblem } from './send-problem'

/** Next answers a method that a route does not have with nothing but 405; the API says it as a problem and names the others. */
export function explainMethods(request: IncomingMessage, response: ServerResponse): void {
  const { url = '' } = request
  if (!url.startsWith('/api/')) return
  const { end } = response
  response.end = (...given: unknown[]) => {
    response.end = end
    if (response.statusCode !== 405 || response.headersSent || response.hasHeader('content-type')) {
      return Reflect.apply(end, response, given)
    }
    const error = new AppError('method_not_allowed', 'This address does not answer to this method.')
    const allow = listMethods(url.split('?', 1)[0] ?? '').join(', ')
    sendProblem(request, response, { error, headers: allow ? { allow } : {} })
    return response
  }
}

function listMethods(path: string): string[] {
  const described = Object.entries(getOpenApiDocument().paths).find(([pattern]) =>
    new RegExp(`^${pattern.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
  )
  const methods = Object.keys(described?.[1] ?? {}).map((method) => method.toUpperCase())
  return methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
}
