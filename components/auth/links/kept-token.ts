const name = 'link-token'

/** Keeps what opens a link in this tab alone, while its reader signs in. It is in no address, and so in no log. */
export function keepToken(token: string): void {
  window.sessionStorage.setItem(name, token)
}

/** What was kept, once. */
export function takeKeptToken(): string {
  const token = window.sessionStorage.getItem(name) ?? ''
  window.sessionStorage.removeItem(name)
  return token
}
