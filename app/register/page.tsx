import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { AuthFrame } from '@/components/auth/auth-frame'
import { RegisterForm } from '@/components/auth/register-form'
import { makeSampleDrawing } from '@/components/auth/sample-drawing'
import { Notice } from '@/components/ui/notice'
import { getMinPasswordLength } from '@/lib/features/auth/assert-password-allowed'
import { safeCallbackPath } from '@/lib/features/auth/pure/safe-callback-path'
import { hasAccounts, isRegistrationOpen } from '@/lib/features/auth/register-account'
import { renderDocumentSvg } from '@/lib/features/documents/render/render-document-svg'
import { findPageActor } from '@/lib/http/find-page-actor'
import { type PageSearch, readSearch } from '@/lib/http/read-search'

export const metadata: Metadata = { title: 'Create an account' }

export default async function RegisterPage({ searchParams }: { searchParams: PageSearch }) {
  const callbackPath = safeCallbackPath(readSearch(await searchParams, 'callbackUrl'))
  if ((await findPageActor()).type === 'user') redirect(callbackPath)
  const [anyone, open] = await Promise.all([hasAccounts(), isRegistrationOpen()])
  return (
    <AuthFrame
      drawing={renderDocumentSvg(makeSampleDrawing(), { idPrefix: 'sample', padding: 12 }).svg}
      title={anyone ? 'Create an account' : 'Create the first account'}
      lead={anyone ? undefined : 'It becomes the administrator.'}
      footer={
        anyone ? (
          <>
            Already have an account?{' '}
            <Link
              href={`/sign-in?callbackUrl=${encodeURIComponent(callbackPath)}`}
              className="font-medium text-accent underline-offset-2 hover:underline"
            >
              Sign in
            </Link>
          </>
        ) : null
      }
    >
      {open ? (
        <RegisterForm callbackPath={callbackPath} minPasswordLength={getMinPasswordLength()} />
      ) : (
        <Notice>Accounts here are by invitation. Ask whoever runs this AutoGraph to invite you.</Notice>
      )}
    </AuthFrame>
  )
}
