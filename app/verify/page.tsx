import type { Metadata } from 'next'
import { LinkFrame } from '@/app/link-frame'
import { VerifyLink } from '@/components/auth/links/verify-link'

export const metadata: Metadata = { title: 'Confirm your address' }

// A nonce of the response lets its scripts run.
export const dynamic = 'force-dynamic'

export default function VerifyPage() {
  return (
    <LinkFrame title="Confirm your address">
      <VerifyLink />
    </LinkFrame>
  )
}
