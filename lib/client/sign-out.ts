import { api } from './api'

/** Ends this browser's session and leaves for the front page, with nothing of it kept in memory. */
export async function signOut(): Promise<void> {
  const { csrfToken } = await api.get<{ csrfToken: string }>('/api/auth/csrf')
  await api.post('/api/auth/signout', { csrfToken, json: 'true' })
  window.location.assign('/')
}
