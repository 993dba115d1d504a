'use client'

import { api } from '@/lib/client/api'
import { ConfirmForm } from './confirm-form'
import { LinkGate } from './link-gate'
import { SignInNext } from './sign-in-next'

export function KeepAccountLink() {
  return (
    <LinkGate again={{ href: '/sign-in', label: 'Sign in to keep it' }}>
      {({ token, email }) => (
        <ConfirmForm
          lead={
            <>
              The account of <strong className="font-medium">{email}</strong> is to be deleted. Keep it, with everything
              in it.
            </>
          }
          label="Keep account"
          confirm={async () => {
            await api.post('/api/auth/deletion/cancel', { token })
            return <SignInNext>Your account stays.</SignInNext>
          }}
        />
      )}
    </LinkGate>
  )
}
