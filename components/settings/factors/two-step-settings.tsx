'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { RelativeTime } from '@/components/ui/relative-time'
import { StateLabel } from '@/components/ui/state-label'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'
import type { BackupCodesDto, FactorsDto, TotpEnrolmentDto } from '@/lib/features/auth/schema-factors'
import { BackupCodes } from './backup-codes'
import { TotpEnrolment } from './totp-enrolment'
import { useStepUp } from './use-step-up'

/** Turns two-step sign-in on and off. */
export function TwoStepSettings({ factors }: { factors: FactorsDto }) {
  const router = useRouter()
  const [enrolment, setEnrolment] = useState<TotpEnrolmentDto | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const { run, dialog } = useStepUp({ byCode: factors.totp !== null })

  const begin = () => run(async () => setEnrolment(await api.post<TotpEnrolmentDto>('/api/account/factors/totp')))
  const confirm = async (code: string) => {
    setCodes((await api.post<BackupCodesDto>('/api/account/factors/totp/confirm', { code })).codes)
    setEnrolment(null)
    toast.success('Two-step sign-in is on. Your other browsers were signed out.')
    router.refresh()
  }
  const renew = () =>
    run(async () => {
      setCodes((await api.post<BackupCodesDto>('/api/account/factors/backup-codes')).codes)
      router.refresh()
    })
  const disable = () =>
    run(async () => {
      await api.post('/api/account/factors/disable')
      setCodes(null)
      toast.success('Two-step sign-in is off.')
      router.refresh()
    })

  return (
    <div className="flex flex-col items-start gap-4">
      {factors.totp ? <InForce since={factors.totp.since} left={factors.backupCodesLeft} /> : null}
      {codes ? <BackupCodes codes={codes} onDone={() => setCodes(null)} /> : null}
      {enrolment ? (
        <TotpEnrolment enrolment={enrolment} onConfirm={confirm} onCancel={() => setEnrolment(null)} />
      ) : null}
      {factors.totp === null && enrolment === null && codes === null ? (
        <Button onClick={begin}>Turn on two-step sign-in</Button>
      ) : null}
      {factors.totp && codes === null ? (
        <div className="flex flex-wrap gap-2">
          <Button onClick={renew}>Make new backup codes</Button>
          <Button variant="danger" onClick={disable}>
            Turn off two-step sign-in
          </Button>
        </div>
      ) : null}
      {dialog}
    </div>
  )
}

const InForce = ({ since, left }: { since: string; left: number }) => (
  <div className="text-meta">
    <StateLabel state="up">On</StateLabel>
    <p className="mt-1 text-muted">
      Turned on <RelativeTime at={since} />
      <span aria-hidden> · </span>
      {left === 1 ? '1 backup code left' : `${left} backup codes left`}
    </p>
  </div>
)
