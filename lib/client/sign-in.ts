import { api } from './api'
import { ApiError } from './api-error'

interface SignIn {
  email: string
  password: string
  /** Of the second factor. */
  code?: string
  remember: boolean
  /** Keeps an account that is to be deleted. */
  keep?: boolean
}

/**
 * Starts a session in this browser. Throws `ApiError` with its fault under `password` when the two do not match, and under
 * `code` when that is missing or wrong.
 */
export async function signIn({ email, password, code, remember, keep }: SignIn): Promise<void> {
  const { csrfToken } = await api.get<{ csrfToken: string }>('/api/auth/csrf')
  const answer = await api
    .post<{ url: string }>('/api/auth/callback/credentials', {
      csrfToken,
      json: 'true',
      email,
      password,
      remember,
      ...(code ? { code } : {}),
      ...(keep ? { keep } : {}),
    })
    .catch((error: unknown) => {
      throw error instanceof ApiError && error.status === 401 && error.fieldErrors.code === undefined
        ? wrong(code)
        : error
    })
  // next-auth sends who lost its cookie back to the form.
  if (!new URL(answer.url).searchParams.has('csrf')) return
  throw new ApiError('Your browser did not keep our cookie. Allow cookies for this site and try again.', {
    code: 'forbidden',
    status: 403,
  })
}

function wrong(code: string | undefined): ApiError {
  const path = code ? 'code' : 'password'
  const message = code
    ? 'This code is not right, or was used before. Wait for the next one, or use a backup code.'
    : 'The e-mail address or the password is not right.'
  return new ApiError(message, {
    code: 'unauthenticated',
    status: 401,
    errors: [{ path, code: 'wrong', message }],
  })
}
