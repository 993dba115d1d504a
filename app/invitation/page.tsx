import type { Metadata } from 'next'
import { LinkFrame } from '@/app/link-frame'
import { InvitationLink } from '@/components/auth/links/invitation-link'
import { getMinPasswordLength } from '@/lib/features/auth/assert-password-allowed'

export const metadata: Metadata = { title: 'Accept your invitation' }

// The settings of the server are known when it runs, not when it is built.
export const dynamic = 'force-dynamic'

export default function InvitationPage() {
  return (
    <LinkFrame title="Accept your invitation" lead="Choose a name and a password to begin.">
      <InvitationLink minPasswordLength={getMinPasswordLength()} />
    </LinkFrame>
  )
}
