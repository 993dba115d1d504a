import { parseTheme, type Theme, themeCookie } from '@/lib/core/theme'

const yearSeconds = 31_536_000

export function getTheme(): Theme {
  return parseTheme(document.documentElement.dataset.theme)
}

/** Applies the choice at once and keeps it for the next visit. */
export function setTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox ESR
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=${yearSeconds}; samesite=lax`
}

/** Whether dark colours are on screen now, by choice or by the system. */
export function isDark(): boolean {
  const theme = getTheme()
  return theme === 'system' ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark'
}

/** Calls back when the colours on screen may have changed; returns its stop. For `useSyncExternalStore`. */
export function watchTheme(onChange: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)')
  const choice = new MutationObserver(onChange)
  choice.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  system.addEventListener('change', onChange)
  return () => {
    choice.disconnect()
    system.removeEventListener('change', onChange)
  }
}
