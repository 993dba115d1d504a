'use client'

import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import type { TotpEnrolmentDto } from '@/lib/features/auth/schema-factors'

interface TotpEnrolmentProps {
  enrolment: TotpEnrolmentDto
  onConfirm: (code: string) => Promise<void>
  onCancel: () => void
}

/** The secret as a picture and as text, and the code that shows that the app has it. */
export function TotpEnrolment({ enrolment, onConfirm, onCancel }: TotpEnrolmentProps) {
  const { busy, faults, onSubmit } = useFormSubmit(async (values) => {
    const code = String(values.get('code')).replaceAll(/\s/g, '')
    if (code === '') return { code: 'Enter the code that your app shows.' }
    await onConfirm(code)
    return undefined
  })
  return (
    <div className="flex w-full flex-col gap-5 rounded-panel border border-line bg-panel p-4 sm:flex-row">
      <div
        role="img"
        aria-label="QR code for your authenticator app"
        // Dark on light in both themes: not every app reads the other way round.
        className="size-44 shrink-0 overflow-hidden rounded-control border border-line [&_svg]:size-full"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: squares that our server has drawn
        dangerouslySetInnerHTML={{ __html: enrolment.qrSvg }}
      />
      <form method="post" noValidate onSubmit={onSubmit} className="flex min-w-0 flex-1 flex-col gap-4">
        <p className="text-meta text-muted">
          Scan this with an authenticator app, or type the key{' '}
          <code className="select-all break-words font-mono text-ink">{enrolment.key}</code>
        </p>
        <Field
          label="Code"
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={10}
          autoFocus
          hint="The six figures that the app shows now."
          error={faults.fields.code}
        />
        {faults.form ? <Notice tone="error">{faults.form}</Notice> : null}
        <div className="flex gap-2">
          <Button type="submit" variant="primary" busy={busy}>
            {busy ? 'Turning on…' : 'Turn on'}
          </Button>
          <Button variant="quiet" onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </form>
    </div>
  )
}
