'use client'

import { api } from '@/lib/client/api'
import type { EmailChangeDto } from '@/lib/features/auth/schema-links'
import { ConfirmForm } from './confirm-form'
import { LinkGate } from './link-gate'
import { SignInNext } from './sign-in-next'

export function ConfirmEmailLink() {
  return (
    <LinkGate again={{ href: '/settings', label: 'Back to the settings' }}>
      {({ token, newEmail }) => (
        <ConfirmForm
          lead={
            <>
              Your account is to get the address <strong className="font-medium">{newEmail}</strong>.
            </>
          }
          label="Confirm change"
          confirm={async () => {
            const { state, email } = await api.post<EmailChangeDto>('/api/auth/email/confirm', { token })
            if (state === 'changed') return <SignInNext>Your address is now {email}.</SignInNext>
            return (
              <p role="status" className="text-body">
                Confirmed. Your address changes once the other mailbox has confirmed it too.
              </p>
            )
          }}
        />
      )}
    </LinkGate>
  )
}
