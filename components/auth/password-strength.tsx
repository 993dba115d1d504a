import clsx from 'clsx'
import type { PasswordVerdict } from '@/lib/features/auth/pure/judge-password'

const steps = [1, 2, 3, 4]
const words = ['Very weak', 'Very weak', 'Weak', 'Good', 'Strong'] as const
const tones = ['bg-down', 'bg-down', 'bg-degraded', 'bg-up', 'bg-up'] as const

/** How good the password is so far, and what would make it better; before anything is typed, what is asked for. */
export function PasswordStrength({ verdict, minLength }: { verdict: PasswordVerdict | null; minLength: number }) {
  return (
    <span className="flex flex-col gap-1.5">
      {verdict ? <Meter verdict={verdict} /> : null}
      <span aria-live="polite">
        {verdict ? say(verdict) : `At least ${minLength} characters. A few words are easy to remember.`}
      </span>
    </span>
  )
}

function Meter({ verdict: { score } }: { verdict: PasswordVerdict }) {
  return (
    <span aria-hidden className="grid grid-cols-4 gap-1">
      {steps.map((step) => (
        <span key={step} className={clsx('h-1 rounded-full', step <= Math.max(1, score) ? tones[score] : 'bg-line')} />
      ))}
    </span>
  )
}

const say = ({ score, fault }: PasswordVerdict): string =>
  fault ? fault.message : `${words[score]}. You can use this password.`
