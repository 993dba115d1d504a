/** Drawn here and not taken from the icon library, because the pages that show it are part of every visit's scripts. */
export function AlertSign() {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeLinecap="round">
      <circle cx="12" cy="12" r="9" />
      <path d="M12 7.5v5.5M12 16.4v.1" />
    </svg>
  )
}
