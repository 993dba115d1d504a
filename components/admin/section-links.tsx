const sections = [
  ['components', 'Components'],
  ['dependencies', 'Dependencies'],
  ['charts', 'Charts'],
  ['alerts', 'Alerts'],
  ['incidents', 'Incidents'],
  ['maintenance', 'Maintenance'],
  ['public-status', 'Public page'],
  ['rules', 'Rules'],
  ['channels', 'Channels'],
  ['errors', 'Errors'],
  ['slow-queries', 'Slow queries'],
  ['log-levels', 'Log levels'],
] as const

/** The page is long. */
export function SectionLinks() {
  return (
    <nav
      aria-label="On this page"
      className="sticky top-14 z-10 [@media(height<30rem)]:static -mx-4 overflow-x-auto border-line border-y bg-paper px-4 sm:-mx-6 sm:px-6"
    >
      <ul className="flex gap-1 whitespace-nowrap py-1.5">
        {sections.map(([id, title]) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="block rounded-control px-2.5 py-1 text-meta text-muted transition-colors hover:bg-hover hover:text-ink"
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
