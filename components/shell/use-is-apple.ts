'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => {}
const isApple = () => /Mac|iPhone|iPad/.test(navigator.userAgent)

/** Whether the keyboard has ⌘; false while the server renders. */
export const useIsApple = (): boolean => useSyncExternalStore(never, isApple, () => false)
