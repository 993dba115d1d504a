'use client'

import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { TextArea } from '@/components/ui/text-area'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import type { AdmissionDto } from '@/lib/features/auth/schema-admission'
import { fixedBy } from './fixed-by'
import { splitLines } from './split-lines'
import { useChangeAdmission } from './use-change-admission'

export function NetworksForm({ admission, byCode }: { admission: AdmissionDto; byCode: boolean }) {
  const { networks, fixed, yourAddress } = admission
  const { save, dialog } = useChangeAdmission({ byCode })
  const isFixed = fixed.includes('networks')
  const { busy, faults, onSubmit } = useFormSubmit(async (values) => {
    await save({ networks: splitLines(values.get('networks')) })
    return undefined
  })
  const from = yourAddress
    ? `You are at ${yourAddress}, which has to be among them.`
    : 'The server cannot tell where you are: set TRUSTED_PROXIES first.'
  return (
    <>
      <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-5">
        <TextArea
          label="Allowed addresses and networks"
          name="networks"
          rows={4}
          defaultValue={networks.join('\n')}
          placeholder="10.0.0.0/8"
          spellCheck={false}
          className="font-mono"
          disabled={isFixed}
          error={faults.fields.networks}
          hint={isFixed ? fixedBy('ALLOWED_NETWORKS') : `One on a line; empty allows all. ${from}`}
        />
        {faults.form ? <Notice tone="error">{faults.form}</Notice> : null}
        {isFixed ? null : (
          <div>
            <Button type="submit" variant="primary" busy={busy}>
              Save networks
            </Button>
          </div>
        )}
      </form>
      {dialog}
    </>
  )
}
