import { useEffect, useState } from 'react'
import type { PasswordChoice, PasswordVerdict } from '@/lib/features/auth/pure/judge-password'

const pauseMs = 200

export const loadJudge = () => import('./judge-typed-password')

/** What the policy says of what is typed, after a pause in typing; null until then, and when it cannot be loaded. */
export function usePasswordVerdict(choice: PasswordChoice | null): PasswordVerdict | null {
  const [verdict, setVerdict] = useState<PasswordVerdict | null>(null)
  useEffect(() => {
    if (!choice) return
    let isLatest = true
    const timer = setTimeout(async () => {
      // Without the judge the server still says what is wrong.
      const judge = await loadJudge().catch(() => null)
      if (isLatest) setVerdict(choice.password && judge ? judge.judgeTypedPassword(choice) : null)
    }, pauseMs)
    return () => {
      isLatest = false
      clearTimeout(timer)
    }
  }, [choice])
  return verdict
}
