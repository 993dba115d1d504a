import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { getComponentAudience } from '@/lib/ops/health/audience/get-component-audience'
import { componentAudience } from '@/lib/ops/health/audience/schema'
import { setComponentAudience } from '@/lib/ops/health/audience/set-component-audience'

export const GET = route({ signedIn: true }, async ({ actor }) => json(await getComponentAudience({ actor })))

export const PUT = route(
  {
    body: componentAudience,
    signedIn: true,
    audit: 'component-audience.change',
    auditFacts: ({ body }) => ({ signedIn: body.signedIn.join(', ') }),
  },
  async ({ actor, body }) => json(await setComponentAudience({ actor, asked: body })),
)
