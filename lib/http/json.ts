/** An answer with a JSON body. */
export const json = (body: unknown, init?: ResponseInit): Response => Response.json(body, init)

/** Done, and nothing to say about it. */
export const noContent = (): Response => new Response(null, { status: 204 })
