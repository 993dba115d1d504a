'use client'

import type { ReactNode } from 'react'

interface ToastOptions {
  id?: string
  description?: ReactNode
  /** In milliseconds; four seconds when absent. */
  duration?: number
  action?: { label: string; onClick: () => void }
  closeButton?: boolean
}

type Kind = 'message' | 'success' | 'error' | 'loading'

const listeners = new Set<() => void>()
let wanted = false
let count = 0
let announceMounted = () => {}
const mounted = new Promise<void>((resolve) => {
  announceMounted = resolve
})

/** For the `Toaster`: most visits show no toast, so the library that draws them is loaded with the first one. */
export const toasterDemand = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  isWanted: () => wanted,
  announceMounted: () => announceMounted(),
}

async function load() {
  wanted = true
  for (const listener of listeners) listener()
  const [{ toast }] = await Promise.all([import('sonner'), mounted])
  return toast
}

function show(kind: Kind, title: ReactNode, options: ToastOptions = {}): string {
  const id = options.id ?? `toast-${++count}`
  void load().then((sonner) => sonner[kind](title, { ...options, id }))
  return id
}

/** Says something in passing; gives back an id to replace or dismiss it by. */
export const toast = Object.assign((title: ReactNode, options?: ToastOptions) => show('message', title, options), {
  success: (title: ReactNode, options?: ToastOptions) => show('success', title, options),
  error: (title: ReactNode, options?: ToastOptions) => show('error', title, options),
  loading: (title: ReactNode, options?: ToastOptions) => show('loading', title, options),
  dismiss: (id: string) => void load().then((sonner) => sonner.dismiss(id)),
})
