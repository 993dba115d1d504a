'use client'

import { api } from '@/lib/client/api'
import { ConfirmForm } from './confirm-form'
import { LinkGate } from './link-gate'
import { SignInNext } from './sign-in-next'

export function VerifyLink() {
  return (
    <LinkGate again={{ href: '/register', label: 'Create an account' }}>
      {({ token, email, purpose }) => (
        <ConfirmForm
          lead={
            <>
              Confirm that <strong className="font-medium">{email}</strong> is yours
              {purpose === 'register' ? ', and your account begins.' : '.'}
            </>
          }
          label="Confirm address"
          confirm={async () => {
            await api.post('/api/auth/email/verify', { token })
            return <SignInNext>Your address is confirmed.</SignInNext>
          }}
        />
      )}
    </LinkGate>
  )
}
