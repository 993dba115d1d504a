'use client'

import { useSyncExternalStore } from 'react'

const form: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' }
const never = () => () => {}

/** A time as the viewer's clock shows it; in UTC until their browser has said what that is. */
export function LocalTime({ at }: { at: string }) {
  const text = useSyncExternalStore(
    never,
    () => new Intl.DateTimeFormat('en', form).format(new Date(at)),
    () => `${new Intl.DateTimeFormat('en', { ...form, timeZone: 'UTC' }).format(new Date(at))} UTC`,
  )
  return <time dateTime={at}>{text}</time>
}
