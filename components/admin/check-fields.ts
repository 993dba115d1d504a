import type { CheckDto, CheckTarget } from '@/lib/ops/health/schema-checks'

export type CheckKind = CheckTarget['kind']

interface CheckField {
  /** As the target calls it. */
  name: string
  label: string
  hint?: string
  initial?: string
  isNumber?: true
  isOptional?: true
}

interface CheckForm {
  title: string
  fields: readonly CheckField[]
}

const secretHint = 'Stored encrypted; its password is not shown again.'

/** What each kind of check asks for. */
export const checkForms: Record<CheckKind, CheckForm> = {
  http: {
    title: 'HTTP',
    fields: [
      { name: 'url', label: 'Address', hint: 'Such as https://example.org/health.' },
      { name: 'method', label: 'Method', initial: 'GET', hint: 'GET or HEAD.' },
      { name: 'expected_status', label: 'Expected status', initial: '200-299', hint: 'Such as 200-299,301.' },
      { name: 'keyword', label: 'Keyword', hint: 'Has to be in the answer.', isOptional: true },
      { name: 'json_path', label: 'JSON path', hint: 'Such as $.items[0].status.', isOptional: true },
      { name: 'json_value', label: 'JSON value', hint: 'What has to be there.', isOptional: true },
    ],
  },
  tcp: {
    title: 'TCP port',
    fields: [
      { name: 'host', label: 'Host' },
      { name: 'port', label: 'Port', isNumber: true },
    ],
  },
  postgres: {
    title: 'PostgreSQL',
    fields: [{ name: 'url', label: 'Address', hint: `postgresql://user:password@host:5432/name. ${secretHint}` }],
  },
  redis: {
    title: 'Redis',
    fields: [{ name: 'url', label: 'Address', hint: `redis://:password@host:6379. ${secretHint}` }],
  },
  push: {
    title: 'Push',
    fields: [
      {
        name: 'grace_seconds',
        label: 'Grace, in seconds',
        hint: 'How late a call may come.',
        initial: '30',
        isNumber: true,
      },
    ],
  },
}

/** In place of a password or key that is stored and not shown. */
const hidden = '***'

/** What the form has at first. */
export function describeTarget(kind: CheckKind, target: CheckDto['target']): Record<string, string> {
  const entries = checkForms[kind].fields.map(({ name, initial = '' }) => [
    name,
    target === null ? initial : String(target[name] ?? ''),
  ])
  return Object.fromEntries(entries)
}

type ReadTarget = { target: Record<string, string | number> | undefined } | { faults: Record<string, string> }

/** The target as the API takes it; none when it is as it was, so that what is not shown stays. */
export function readTarget(kind: CheckKind, values: FormData, before: CheckDto['target']): ReadTarget {
  const { fields } = checkForms[kind]
  const given = fields.map((field) => ({ ...field, text: String(values.get(`target.${field.name}`) ?? '').trim() }))
  const known = describeTarget(kind, before)
  if (before !== null && given.every(({ name, text }) => text === known[name])) return { target: undefined }
  const masked = given.find(({ text }) => text.includes(hidden))
  if (masked)
    return { faults: { [`target.${masked.name}`]: 'Enter all of it again: what stands for *** is not known here.' } }
  const entries = given
    .filter(({ text, isOptional }) => text !== '' || !isOptional)
    .map(({ name, text, isNumber }) => [name, isNumber ? Number(text) : text])
  return { target: { kind, ...Object.fromEntries(entries) } }
}
