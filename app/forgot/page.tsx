import type { Metadata } from 'next'
import { LinkFrame } from '@/app/link-frame'
import { ForgotForm } from '@/components/auth/links/forgot-form'
import { isMailSetUp } from '@/lib/platform/mail/is-mail-set-up'

export const metadata: Metadata = { title: 'Forgotten password' }

// The settings of the server are known when it runs, not when it is built.
export const dynamic = 'force-dynamic'

export default function ForgotPage() {
  return (
    <LinkFrame title="Forgotten password" lead="Get a link to choose a new one.">
      <ForgotForm mail={isMailSetUp()} />
    </LinkFrame>
  )
}
