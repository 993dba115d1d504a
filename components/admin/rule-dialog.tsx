'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { SelectField } from '@/components/ui/select-field'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import { api } from '@/lib/client/api'
import type { AlertRuleDto } from '@/lib/ops/alerts/rules/schema'
import { ComponentChoice, readChosen } from './component-choice'
import { FormActions } from './form-actions'
import { FormDialog } from './form-dialog'
import { makeRuleId, type RuleContext } from './rule-words'

interface RuleDialogProps extends RuleContext {
  /** The one that is changed; without it a new one is made. */
  rule?: AlertRuleDto
}

/** Opens the form of an alert rule. */
export function RuleDialog({ rule, ...context }: RuleDialogProps) {
  return (
    <FormDialog
      label={rule ? 'Edit' : 'New rule'}
      spokenLabel={rule ? `Edit the rule ${rule.name}` : undefined}
      title={rule ? `Edit “${rule.name}”` : 'New alert rule'}
      description={rule ? undefined : 'It takes effect at once, in every process.'}
    >
      {(onDone) => <RuleForm rule={rule} {...context} onDone={onDone} />}
    </FormDialog>
  )
}

const severities = [
  ['critical', 'Critical: opens an incident'],
  ['warning', 'Warning'],
  ['info', 'Information'],
] as const

type Condition = AlertRuleDto['condition']

const subjects = [
  ['component', 'Components'],
  ['signal', 'A number'],
] as const

function RuleForm({ rule, components, signals, onDone }: RuleDialogProps & { onDone(): void }) {
  const router = useRouter()
  const [kind, setKind] = useState<Condition['kind']>(rule?.condition.kind ?? 'component')
  const { busy, faults, onSubmit } = useFormSubmit(async (values) => {
    const input = {
      name: String(values.get('name')),
      severity: String(values.get('severity')),
      isEnabled: values.get('isEnabled') !== null,
      condition: readCondition(kind, values, rule?.condition),
      forSeconds: Number(values.get('forSeconds')),
      clearForSeconds: Number(values.get('clearForSeconds')),
      escalates: values.get('escalates') !== null,
    }
    if (rule) await api.patch(`/api/alert-rules/${rule.id}`, input)
    else await api.post('/api/alert-rules', { id: makeRuleId(input.name), ...input })
    router.refresh()
    onDone()
    return undefined
  })
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <Field label="Name" name="name" defaultValue={rule?.name} autoComplete="off" error={faults.fields.name} />
      {rule ? null : (
        <SelectField
          label="It is about"
          name="kind"
          options={subjects}
          value={kind}
          onChange={({ target }) => setKind(target.value === 'signal' ? 'signal' : 'component')}
        />
      )}
      <ConditionFields kind={kind} condition={rule?.condition} {...{ components, signals }} faults={faults.fields} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="Alert after, in seconds"
          name="forSeconds"
          defaultValue={rule?.forSeconds ?? 300}
          inputMode="numeric"
          error={faults.fields.forSeconds}
        />
        <Field
          label="Resolve after, in seconds"
          name="clearForSeconds"
          defaultValue={rule?.clearForSeconds ?? 60}
          inputMode="numeric"
          error={faults.fields.clearForSeconds}
        />
      </div>
      <SelectField label="Severity" name="severity" defaultValue={rule?.severity ?? 'warning'} options={severities} />
      <Checkbox label="Send again until somebody acknowledges it" name="escalates" defaultChecked={rule?.escalates} />
      <Checkbox label="Switched on" name="isEnabled" defaultChecked={rule?.isEnabled ?? true} />
      <FormActions label={rule ? 'Save' : 'Add rule'} busy={busy} fault={faults.form} onCancel={onDone} />
    </form>
  )
}

interface ConditionFieldsProps extends RuleContext {
  kind: Condition['kind']
  condition: Condition | undefined
  faults: Record<string, string>
}

const statuses = [
  ['down', 'Is down'],
  ['degraded', 'Is degraded'],
] as const

function ConditionFields({ kind, condition, components, signals, faults }: ConditionFieldsProps) {
  if (kind === 'component') {
    const own = condition?.kind === 'component' ? condition : undefined
    return (
      <>
        <SelectField label="When one of them" name="status" defaultValue={own?.status ?? 'down'} options={statuses} />
        <ComponentChoice legend="Components" components={components} chosen={own?.components} hint="None means all." />
      </>
    )
  }
  const own = condition?.kind === 'signal' ? condition : undefined
  const options = signals.map(({ id, label, unit }) => [id, unit ? `${label}, ${unit}` : label] as const)
  return (
    <>
      <SelectField label="Number" name="signal" defaultValue={own?.signal} options={options} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="Alert from"
          name="condition.from"
          defaultValue={own?.from}
          inputMode="decimal"
          error={faults['condition.from']}
        />
        <Field
          label="Resolve below"
          name="condition.below"
          defaultValue={own?.below}
          inputMode="decimal"
          error={faults['condition.below']}
        />
      </div>
    </>
  )
}

function readCondition(kind: Condition['kind'], values: FormData, before: Condition | undefined) {
  if (kind === 'signal') {
    const amount = (name: string) => Number(values.get(`condition.${name}`))
    return { kind, signal: String(values.get('signal')), from: amount('from'), below: amount('below') }
  }
  const except = before?.kind === 'component' ? before.except : []
  return { kind, status: String(values.get('status')), components: readChosen(values), except }
}
