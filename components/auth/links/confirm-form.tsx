'use client'

import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useFormSubmit } from '@/components/ui/use-form-submit'

interface ConfirmFormProps {
  /** What pressing the button does. */
  lead: ReactNode
  label: string
  confirm: () => Promise<ReactNode>
}

/** One button: whatever opens the links of a mail to look at them must not use them up. */
export function ConfirmForm({ lead, label, confirm }: ConfirmFormProps) {
  const [done, setDone] = useState<ReactNode>(null)
  const { busy, faults, onSubmit } = useFormSubmit(async () => {
    setDone(await confirm())
    return undefined
  })
  if (done) return done
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <p className="break-words text-body">{lead}</p>
      {faults.form ? <Notice tone="error">{faults.form}</Notice> : null}
      <Button type="submit" variant="primary" size="large" busy={busy} autoFocus>
        {label}
      </Button>
    </form>
  )
}
