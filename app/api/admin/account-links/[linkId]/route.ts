import { withdrawAccountLink } from '@/lib/features/auth/links/withdraw-account-link'
import { accountLinkParams } from '@/lib/features/auth/schema-links'
import { noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const DELETE = route(
  { audit: 'account.link.withdraw', params: accountLinkParams },
  async ({ actor, params }) => {
    await withdrawAccountLink({ actor, ...params })
    return noContent()
  },
)
