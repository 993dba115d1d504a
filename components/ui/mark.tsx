/** The name of the product beside its sign: two nodes and the line between them. */
export function Mark() {
  return (
    <span className="inline-flex items-center gap-2 font-semibold text-body text-ink tracking-tight">
      <svg aria-hidden="true" viewBox="0 0 20 20" className="size-5 text-accent" fill="none" stroke="currentColor">
        <rect x="2" y="2.75" width="7" height="5.5" rx="1.5" strokeWidth="1.6" />
        <rect x="11" y="11.75" width="7" height="5.5" rx="1.5" strokeWidth="1.6" />
        <path d="M9 5.5h3.5a2 2 0 0 1 2 2v4" strokeWidth="1.6" strokeLinecap="round" />
      </svg>
      AutoGraph
    </span>
  )
}
