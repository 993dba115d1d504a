'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** False in what the server sends, until a click reaches us: before that it would do nothing and say nothing. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
