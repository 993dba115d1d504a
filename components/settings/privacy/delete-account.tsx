'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { api } from '@/lib/client/api'
import { useStepUp } from '../factors/use-step-up'

interface DeleteAccountProps {
  /** Diagrams that go, and that others get. */
  deleted: number
  handedOver: number
  byCode: boolean
  email: string
}

const many = (count: number) => (count === 1 ? '1 diagram' : `${count} diagrams`)

/** Says what goes and what stays before anything happens. */
export function DeleteAccount({ deleted, handedOver, byCode, email }: DeleteAccountProps) {
  const [isOpen, setOpen] = useState(false)
  const { run, dialog } = useStepUp({ byCode })
  const request = () => {
    setOpen(false)
    run(async () => {
      await api.post('/api/account/deletion', { email })
      window.location.assign('/sign-in?leaving=1')
    })
  }
  return (
    <div className="flex flex-col items-start gap-4">
      <Button variant="danger" onClick={() => setOpen(true)}>
        Delete account
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title="Delete your account?"
        description="You are signed out everywhere at once, and your API keys stop. Nothing is deleted for 14 days: sign in before then to keep everything."
        actions={
          <>
            <Button onClick={() => setOpen(false)}>Keep account</Button>
            <Button variant="danger" onClick={request}>
              Delete in 14 days
            </Button>
          </>
        }
      >
        <p className="text-body">After that there is no way back:</p>
        <ul className="mt-2 list-disc space-y-1 pl-5 text-body">
          {deleted > 0 ? <li>{many(deleted)} of yours are deleted, for those you share them with too.</li> : null}
          {handedOver > 0 ? (
            <li>{many(handedOver)} that others can edit go to whoever of them has been there longest.</li>
          ) : null}
          <li>Your profile, picture, sessions and keys are deleted.</li>
          <li>The audit log keeps what you did, without your name and address.</li>
        </ul>
      </Dialog>
      {dialog}
    </div>
  )
}
