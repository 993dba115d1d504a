'use client'

import type { ReactNode } from 'react'
import type { toast as sonnerToast } from 'sonner'

interface ToastOptions {
  id?: string
  description?: ReactNode
  /** In milliseconds; four seconds when absent. */
  duration?: number
  action?: { label: string; onClick: () => void }
  closeButton?: boolean
}

type Kind = 'message' | 'success' | 'error' | 'loading'

type Sonner = typeof sonnerToast

const listeners = new Set<() => void>()
let wanted = false
let count = 0
let announceMounted: (sonner: Sonner) => void = () => {}
const mounted = new Promise<Sonner>((resolve) => {
  announceMounted = resolve
})

/** For the `Toaster`: most visits show no toast, so the library that draws them is loaded with the first one. */
export const toasterDemand = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  isWanted: () => wanted,
  /** Hands over the library, which came with the component: asking for it here would fetch it a second time. */
  announceMounted: (sonner: Sonner) => announceMounted(sonner),
}

function load(): Promise<Sonner> {
  wanted = true
  for (const listener of listeners) listener()
  return mounted
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
