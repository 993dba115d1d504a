import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { AuthFrame } from '@/components/auth/auth-frame'
import { makeSampleDrawing } from '@/components/auth/sample-drawing'
import { SignInForm } from '@/components/auth/sign-in-form'
import { Notice } from '@/components/ui/notice'
import { safeCallbackPath } from '@/lib/features/auth/pure/safe-callback-path'
import { hasAccounts, isRegistrationOpen } from '@/lib/features/auth/register-account'
import { renderDocumentSvg } from '@/lib/features/documents/render/render-document-svg'
import { findPageActor } from '@/lib/http/find-page-actor'
import { type PageSearch, readSearch } from '@/lib/http/read-search'

export const metadata: Metadata = { title: 'Sign in' }

const errors: Record<string, string> = {
  CredentialsSignin: 'The e-mail address or the password is not right.',
}

export default async function SignInPage({ searchParams }: { searchParams: PageSearch }) {
  const search = await searchParams
  const callbackPath = safeCallbackPath(readSearch(search, 'callbackUrl'))
  if ((await findPageActor()).type === 'user') redirect(callbackPath)
  const [anyone, open] = await Promise.all([hasAccounts(), isRegistrationOpen()])
  const error = readSearch(search, 'error')
  const register = `/register?callbackUrl=${encodeURIComponent(callbackPath)}`
  return (
    <AuthFrame
      drawing={renderDocumentSvg(makeSampleDrawing(), { idPrefix: 'sample', padding: 12 }).svg}
      title="Sign in"
      footer={open && anyone ? <RegisterLink href={register} /> : null}
    >
      {readSearch(search, 'leaving') ? (
        <Notice>Your account will be deleted in 14 days. Sign in before then to keep it.</Notice>
      ) : null}
      {anyone ? null : (
        <Notice>
          There is no account here yet.{' '}
          <Link href={register} className="font-medium text-accent underline underline-offset-2">
            Create the first account.
          </Link>{' '}
          It becomes the administrator.
        </Notice>
      )}
      <SignInForm
        callbackPath={callbackPath}
        initialError={error ? (errors[error] ?? 'Signing in did not work. Please try again.') : undefined}
      />
    </AuthFrame>
  )
}

function RegisterLink({ href }: { href: string }) {
  return (
    <>
      New here?{' '}
      <Link href={href} className="font-medium text-accent underline-offset-2 hover:underline">
        Create an account
      </Link>
    </>
  )
}
