'use client'

import { type FormEvent, useState } from 'react'
import { ApiError } from '@/lib/client/api-error'

interface FormFaults {
  fields: Record<string, string>
  /** What concerns no field of the form. */
  form: string | null
}

const none: FormFaults = { fields: {}, form: null }

/**
 * Sends a form and sorts what the server finds wrong: faults of a field that the form has go under it, the others above the
 * button. The first field with a fault gets the focus. `send` may refuse by returning faults by field itself.
 */
export function useFormSubmit(send: (values: FormData) => Promise<Record<string, string> | undefined>) {
  const [busy, setBusy] = useState(false)
  const [faults, setFaults] = useState(none)

  async function onSubmit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const element = event.currentTarget
    setBusy(true)
    const found = await findFaults(() => send(new FormData(element)), element)
    setFaults(found)
    setBusy(false)
    focusFirst(element, found.fields)
  }

  return { busy, faults, onSubmit }
}

async function findFaults(send: () => Promise<Record<string, string> | undefined>, form: HTMLFormElement) {
  try {
    return { fields: (await send()) ?? {}, form: null }
  } catch (error) {
    if (!(error instanceof ApiError)) return { fields: {}, form: 'Something went wrong. Please try again.' }
    const own = Object.entries(error.fieldErrors).filter(([path]) => form.elements.namedItem(path) !== null)
    return { fields: Object.fromEntries(own), form: own.length > 0 ? null : error.message }
  }
}

function focusFirst(form: HTMLFormElement, fields: Record<string, string>): void {
  const first = [...form.elements].find((element) => (element.getAttribute('name') ?? '') in fields)
  if (first instanceof HTMLElement) first.focus()
}
