import { judgePassword, type PasswordChoice, type PasswordVerdict } from '@/lib/features/auth/pure/judge-password'
import { makePasswordEstimator } from '@/lib/features/auth/pure/make-password-estimator'

// This module brings the lists; it is loaded when somebody starts to choose a password.
const estimator = makePasswordEstimator()

export const judgeTypedPassword = (choice: PasswordChoice): PasswordVerdict => judgePassword(choice, estimator)
