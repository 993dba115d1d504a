'use client'

import { useEffect } from 'react'
import { reportError } from './report-error'

/** Listens for what nobody has caught in this page. */
export function ErrorReporter() {
  useEffect(() => {
    const onError = (event: ErrorEvent) => reportError(event.error ?? event.message, 'error')
    const onRejection = (event: PromiseRejectionEvent) => reportError(event.reason, 'rejection')
    window.addEventListener('error', onError)
    window.addEventListener('unhandledrejection', onRejection)
    return () => {
      window.removeEventListener('error', onError)
      window.removeEventListener('unhandledrejection', onRejection)
    }
  }, [])
  return null
}
