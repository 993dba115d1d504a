'use client'

import { useEffect, useRef, useState } from 'react'
import { api } from '@/lib/client/api'
import { ApiError } from '@/lib/client/api-error'
import type { ReadLinkDto } from '@/lib/features/auth/schema-links'
import { takeKeptToken } from './kept-token'

export interface OpenLink extends ReadLinkDto {
  token: string
}

export type LinkState = { state: 'reading' } | { state: 'open'; link: OpenLink } | { state: 'over'; message: string }

const incomplete = 'This link is not complete. Open it again from the mail, or copy all of it.'

/**
 * What the token behind the `#` of this page's address opens. The token leaves the address bar at once, so that it does not
 * stay in the history, nor in the next screenshot.
 */
export function useLink(): LinkState {
  const [state, setState] = useState<LinkState>({ state: 'reading' })
  const seen = useRef('')
  useEffect(() => {
    let isHere = true
    const open = () => {
      seen.current = takeToken() || seen.current || takeKeptToken()
      void read(seen.current).then((found) => {
        if (isHere) setState(found)
      })
    }
    open()
    // Another link to the same page does not load it again.
    window.addEventListener('hashchange', open)
    return () => {
      isHere = false
      window.removeEventListener('hashchange', open)
    }
  }, [])
  return state
}

function takeToken(): string {
  const token = window.location.hash.slice(1)
  window.history.replaceState(window.history.state, '', window.location.pathname)
  return token
}

async function read(token: string): Promise<LinkState> {
  if (!token) return { state: 'over', message: incomplete }
  try {
    const link = await api.post<ReadLinkDto>('/api/auth/links/read', { token })
    return { state: 'open', link: { ...link, token } }
  } catch (error) {
    const message = error instanceof ApiError ? error.message : 'Something went wrong. Open the link again.'
    return { state: 'over', message }
  }
}
