/**
 * While a process listens for messages, its connection holds an advisory lock named after it. PostgreSQL drops the lock in
 * the moment the connection breaks, so that others need not wait for a timeout to know that the process is gone. Shared,
 * because a reconnecting process may find its own old connection not yet buried.
 */
const livenessKeySql = (processId: string) => `hashtextextended('autograph.process:' || ${processId}, 0)`

/** SQL that takes the lock; `$1` is the process id. */
export const holdLivenessSql = `SELECT pg_try_advisory_lock_shared(${livenessKeySql('$1')})`

/** A boolean SQL expression: does the process that the given SQL expression names hold its lock? */
export const processAliveSql = (processId: string) => `EXISTS (
    SELECT 1 FROM pg_locks
     WHERE locktype = 'advisory' AND granted AND objsubid = 1
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND (classid::bigint << 32) + objid::bigint = ${livenessKeySql(processId)})`
