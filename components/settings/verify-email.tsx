'use client'

import { useMutation } from '@tanstack/react-query'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'

/** For an account whose mailbox was never confirmed: asks for the link once more. */
export function VerifyEmail({ email }: { email: string }) {
  const { mutate, isPending, isSuccess } = useMutation({
    mutationFn: () => api.post('/api/account/email/verification'),
    onError: (error) => toast.error(error.message),
  })
  if (isSuccess) {
    return (
      <p role="status" className="break-words text-body">
        A mail is on its way to {email}. Open its link within 24 hours.
      </p>
    )
  }
  return (
    <div className="flex flex-col items-start gap-3">
      <Notice tone="info">You have not confirmed this address yet.</Notice>
      <Button busy={isPending} onClick={() => mutate()}>
        Send the confirmation again
      </Button>
    </div>
  )
}
