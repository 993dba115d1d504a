const domain = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/

/** Domains separated by commas, in lower case; null when one is none. */
export function parseDomains(text: string): string[] | null {
  const domains = text.split(',').map((one) => one.trim().toLowerCase())
  return domains.every((one) => domain.test(one)) ? domains : null
}
