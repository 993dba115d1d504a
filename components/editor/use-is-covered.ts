import { useEffect, useState } from 'react'

/** Longer than the editor takes to fade in over the picture. */
const fadeMs = 400

/** True once the editor has covered the picture, which can go then. */
export function useIsCovered(isReady: boolean): boolean {
  const [isCovered, setIsCovered] = useState(false)
  useEffect(() => {
    if (!isReady) return
    const timer = setTimeout(() => setIsCovered(true), fadeMs)
    return () => clearTimeout(timer)
  }, [isReady])
  return isCovered
}
