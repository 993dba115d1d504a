import type { Metadata } from 'next'
import { LinkFrame } from '@/app/link-frame'
import { KeepAccountLink } from '@/components/auth/links/keep-account-link'

export const metadata: Metadata = { title: 'Keep your account' }

// A nonce of the response lets its scripts run.
export const dynamic = 'force-dynamic'

export default function KeepAccountPage() {
  return (
    <LinkFrame title="Keep your account">
      <KeepAccountLink />
    </LinkFrame>
  )
}
