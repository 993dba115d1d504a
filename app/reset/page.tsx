import type { Metadata } from 'next'
import { LinkFrame } from '@/app/link-frame'
import { ResetLink } from '@/components/auth/links/reset-link'
import { getMinPasswordLength } from '@/lib/features/auth/assert-password-allowed'

export const metadata: Metadata = { title: 'Choose a new password' }

// The settings of the server are known when it runs, not when it is built.
export const dynamic = 'force-dynamic'

export default function ResetPage() {
  return (
    <LinkFrame title="Choose a new password">
      <ResetLink minPasswordLength={getMinPasswordLength()} />
    </LinkFrame>
  )
}
