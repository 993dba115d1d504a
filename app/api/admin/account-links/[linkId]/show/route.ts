import { showAccountLink } from '@/lib/features/auth/links/show-account-link'
import { accountLinkParams } from '@/lib/features/auth/schema-links'
import { secretJson } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const POST = route({ audit: 'account.link.show', params: accountLinkParams }, async ({ actor, params }) =>
  secretJson(await showAccountLink({ actor, ...params })),
)
