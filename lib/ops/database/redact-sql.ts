const maxLength = 500

/** Quoted values: standard, escaped and dollar-quoted. Identifiers in double quotes stay. */
const literals = /\b[eE]'(?:\\.|''|[^'\\])*'|'(?:''|[^'])*'|\$(\w*)\$[\s\S]*?\$\1\$/g
/** Numbers that stand alone; not `$1`, not `uuid4`. */
const numbers = /(?<![\w$.])\d+(?:\.\d+)?(?![\w.])/g

/** The statement on one line, with a `?` for each value that is written into it. */
export const redactSql = (text: string): string =>
  text.replace(literals, '?').replace(numbers, '?').replace(/\s+/g, ' ').trim()

/** At most 500 characters of it, which say that they are not all. */
export const cutSql = (text: string): string => (text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text)

/** Quoted values in a plan; its costs and row counts stay, they are why one reads it. */
export const redactPlan = (plan: string): string => plan.replace(literals, '?')
