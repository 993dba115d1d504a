import type { Metadata } from 'next'
import { LinkFrame } from '@/app/link-frame'
import { UnlockLink } from '@/components/auth/links/unlock-link'

export const metadata: Metadata = { title: 'Unlock your account' }

// A nonce of the response lets its scripts run.
export const dynamic = 'force-dynamic'

export default function UnlockPage() {
  return (
    <LinkFrame title="Unlock your account">
      <UnlockLink />
    </LinkFrame>
  )
}
