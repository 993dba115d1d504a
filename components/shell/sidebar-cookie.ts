const yearSeconds = 31_536_000

/** A cookie and not local storage, so that the server renders the sidebar in the width it will have. */
export const sidebarCookie = 'autograph.sidebar'

export const isRail = (value: string | undefined): boolean => value === 'rail'

export function rememberRail(rail: boolean): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox ESR
  document.cookie = `${sidebarCookie}=${rail ? 'rail' : 'open'}; path=/; max-age=${yearSeconds}; samesite=lax`
}
