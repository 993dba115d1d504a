/** An answer of the operations endpoints, which have no actor and are never cached. */
export function json(status: number, body: unknown): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } })
}
