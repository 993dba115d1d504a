import type { z } from 'zod'
import { AppError, type InputIssue } from '@/lib/core/errors'

/** The value as its schema makes it, or invalid_input with every fault at once. */
export function parseInput<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new AppError('invalid_input', 'Some fields are not valid. Nothing was changed.', {
    errors: parsed.error.issues.map(presentIssue),
  })
}

const presentIssue = (issue: z.core.$ZodIssue): InputIssue => ({
  path: issue.path.map(String).join('.'),
  code: issue.code,
  message: issue.message,
})
