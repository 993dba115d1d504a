import type { Metadata } from 'next'
import { LinkFrame } from '@/app/link-frame'
import { ConfirmEmailLink } from '@/components/auth/links/confirm-email-link'

export const metadata: Metadata = { title: 'Confirm your new address' }

// A nonce of the response lets its scripts run.
export const dynamic = 'force-dynamic'

export default function ConfirmEmailPage() {
  return (
    <LinkFrame title="Confirm your new address">
      <ConfirmEmailLink />
    </LinkFrame>
  )
}
