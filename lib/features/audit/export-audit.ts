import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { recordAuditNow } from '@/lib/platform/audit/record-audit'
import { presentEntry } from './present'
import { toCsvLine } from './pure/to-csv-line'
import * as repo from './repo'
import type { AuditEntryDto, AuditQuery, ExportAuditQuery } from './schema'

const pageSize = 1_000

export interface AuditExport {
  contentType: string
  name: string
  /** Piece by piece, as fast as they are taken. */
  pieces: AsyncIterable<string>
}

/**
 * Everything that matches, the newest first; that it was taken is an entry itself. For admins. Errors: unauthenticated,
 * not_found.
 */
export async function exportAudit({ actor, query }: { actor: Actor; query: ExportAuditQuery }): Promise<AuditExport> {
  assertAdmin(actor)
  const { format, ...asked } = query
  await recordAuditNow({ actor, action: 'audit.export', facts: { format, ...asked } })
  const name = `audit-${new Date().toISOString().slice(0, 10)}.${format}`
  return format === 'csv'
    ? { name, contentType: 'text/csv; charset=utf-8; header=present', pieces: writeCsv(asked) }
    : { name, contentType: 'application/json', pieces: writeJson(asked) }
}

async function* readPages(query: AuditQuery): AsyncGenerator<AuditEntryDto[]> {
  let belowSeq: number | null = null
  for (;;) {
    const page = await repo.listEntries(query, { belowSeq, limit: pageSize })
    const last = page.at(-1)
    if (!last) return
    yield page.map(presentEntry)
    belowSeq = last.seq
  }
}

const header = [
  ...['seq', 'at', 'actor type', 'actor id', 'actor', 'action', 'result', 'target type', 'target id', 'target'],
  ...['address', 'agent', 'correlation id', 'facts', 'previous hash', 'hash'],
]

async function* writeCsv(query: AuditQuery): AsyncGenerator<string> {
  yield toCsvLine(header)
  for await (const page of readPages(query)) yield page.map(toLine).join('')
}

const toLine = ({ actor, target, ...entry }: AuditEntryDto): string =>
  toCsvLine([
    ...[entry.seq, entry.at, actor.type, actor.id, actor.name, entry.action, entry.result],
    ...[target?.type ?? null, target?.id ?? null, target?.name ?? null],
    ...[
      entry.address,
      entry.userAgent,
      entry.correlationId,
      JSON.stringify(entry.facts),
      entry.previousHash,
      entry.hash,
    ],
  ])

async function* writeJson(query: AuditQuery): AsyncGenerator<string> {
  let before = '[\n'
  for await (const page of readPages(query)) {
    yield before + page.map((entry) => JSON.stringify(entry)).join(',\n')
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}
