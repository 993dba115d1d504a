export interface StatementClass {
  operation: 'select' | 'insert' | 'update' | 'delete' | 'transaction' | 'other'
  /** It begins with a table of accounts. */
  isOfAccounts: boolean
}

const accountTables = /^(users|sessions|refresh_tokens|api_keys|mfa_\w+|backup_codes|password_\w+|email_\w+|audit_\w+)$/
const verbs = /\b(select|insert|update|delete)\b/i
const transactions = /^\s*(begin|commit|rollback|savepoint|release|set|start)\b/i
const firstTable = /\b(?:from|into|update|join)\s+(?:only\s+)?(?:"?public"?\.)?"?(\w+)"?/i

/** What a statement does, as far as metrics tell statements apart. */
export function classifyStatement(text: string): StatementClass {
  if (transactions.test(text)) return { operation: 'transaction', isOfAccounts: false }
  return { operation: findOperation(text), isOfAccounts: accountTables.test(firstTable.exec(text)?.[1] ?? '') }
}

/** A statement that changes something below a WITH counts as what it changes. */
function findOperation(text: string): StatementClass['operation'] {
  const isWith = /^\s*with\b/i.test(text)
  const changed = isWith ? /\b(insert\s+into|update|delete\s+from)\b/i.exec(text)?.[1] : undefined
  const first = isWith ? (changed ?? 'select') : /^\s*(\w+)/.exec(text)?.[1]
  const verb = verbs.exec(first ?? '')?.[1]?.toLowerCase()
  return (verb as StatementClass['operation'] | undefined) ?? 'other'
}
