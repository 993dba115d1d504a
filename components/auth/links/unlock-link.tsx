'use client'

import { api } from '@/lib/client/api'
import { ConfirmForm } from './confirm-form'
import { LinkGate } from './link-gate'
import { SignInNext } from './sign-in-next'

export function UnlockLink() {
  return (
    <LinkGate again={{ href: '/forgot', label: 'Choose a new password instead' }}>
      {({ token, email }) => (
        <ConfirmForm
          lead={
            <>
              Unlock the account of <strong className="font-medium">{email}</strong>. Then you can try again to sign in.
            </>
          }
          label="Unlock account"
          confirm={async () => {
            await api.post('/api/auth/unlock', { token })
            return <SignInNext>Your account is open again.</SignInNext>
          }}
        />
      )}
    </LinkGate>
  )
}
