/** "Payments Down"; just the name of the rule where that names the component already: "Payments down". */
export const nameComponentAlert = (component: string, rule: string): string =>
  isNamedIn(rule, component) ? rule : `${component} ${rule}`

/** "Alert channel failing: Slack"; just the name of the rule where that names it already: "Slack failing". */
export const nameSignalAlert = (rule: string, instance: string | null): string =>
  instance === null || isNamedIn(rule, instance) ? rule : `${rule}: ${instance}`

/** As whole words, whatever their case: "Repayments late" does not name "Payments". */
function isNamedIn(text: string, name: string): boolean {
  const words = toWords(name)
  return words !== '' && ` ${toWords(text)} `.includes(` ${words} `)
}

const toWords = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
