'use client'

import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { SelectField } from '@/components/ui/select-field'
import { TextArea } from '@/components/ui/text-area'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import { parseDomains } from '@/lib/core/parse-domains'
import type { AdmissionDto, AdmissionKey, ChosenAdmission } from '@/lib/features/auth/schema-admission'
import { fixedBy } from './fixed-by'
import { splitLines } from './split-lines'
import { useChangeAdmission } from './use-change-admission'

const registrations = [
  ['open', 'Everybody'],
  ['invite', 'Whom an admin or a team invites'],
  ['closed', 'Whom an admin invites'],
] as const
const roles = [
  ['editor', 'Editors: they draw'],
  ['viewer', 'Viewers: they look'],
] as const

export function RegistrationForm({ admission, byCode }: { admission: AdmissionDto; byCode: boolean }) {
  const { save, dialog } = useChangeAdmission({ byCode })
  const isFixed = (key: AdmissionKey) => admission.fixed.includes(key)
  const { busy, faults, onSubmit } = useFormSubmit(async (values) => {
    const { registration, domains = [], role } = readChoice(values)
    const wrong = domains.find((domain) => parseDomains(domain) === null)
    if (wrong !== undefined) return { domains: `${wrong} is no domain. Write it as example.org.` }
    await save({
      ...(isFixed('registration') ? {} : { registration }),
      ...(isFixed('domains') ? {} : { domains }),
      ...(isFixed('role') ? {} : { role }),
    })
    return undefined
  })
  const allFixed = isFixed('registration') && isFixed('domains') && isFixed('role')
  return (
    <>
      <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-5">
        <SelectField
          label="Who may create an account"
          name="registration"
          options={registrations}
          defaultValue={admission.registration}
          disabled={isFixed('registration')}
          hint={isFixed('registration') ? fixedBy('REGISTRATION') : undefined}
        />
        <SelectField
          label="Newcomers become"
          name="role"
          options={roles}
          defaultValue={admission.role}
          disabled={isFixed('role')}
          hint={isFixed('role') ? fixedBy('REGISTRATION_ROLE') : 'Whom an admin invites becomes what the admin says.'}
        />
        <TextArea
          label="Domains of their e-mail addresses"
          name="domains"
          rows={3}
          defaultValue={admission.domains.join('\n')}
          placeholder="example.org"
          spellCheck={false}
          disabled={isFixed('domains')}
          error={faults.fields.domains}
          hint={
            isFixed('domains')
              ? fixedBy('REGISTRATION_DOMAINS')
              : 'One on a line; empty allows all. They hold for who registers, comes by a team or changes their address, not for whom an admin invites.'
          }
        />
        {faults.form ? <Notice tone="error">{faults.form}</Notice> : null}
        {allFixed ? null : (
          <div>
            <Button type="submit" variant="primary" busy={busy}>
              Save registration
            </Button>
          </div>
        )}
      </form>
      {dialog}
    </>
  )
}

const readChoice = (values: FormData): ChosenAdmission => ({
  registration: registrations.find(([value]) => value === values.get('registration'))?.[0],
  role: roles.find(([value]) => value === values.get('role'))?.[0],
  domains: splitLines(values.get('domains')).map((domain) => domain.replace(/^@/, '')),
})
