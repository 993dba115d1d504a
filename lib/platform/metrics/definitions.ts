import { counter, gauge, histogram } from './metric-definition'
import { watchingDefinitions } from './watching-definitions'

const requestSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
const querySeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5]
const storageSeconds = [0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 10, 30]
const flushSeconds = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5]
const sizeBytes = [256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 8_388_608, 67_108_864]

/**
 * Every metric of the product. `docs/OPERATIONS.md` is written from it (`npm run docs:metrics`), and a test adds up what
 * all of it can grow to.
 */
export const definitions = {
  // The edge.
  api_gateway_requests_total: counter(
    'HTTP requests that have ended, by route pattern; 499 is one whose client went away, 101 a live connection.',
    { unit: 'requests', labels: ['method', 'path', 'status'], maxSeries: 700 },
  ),
  api_gateway_request_duration_seconds: histogram('From the first byte of a request to the end of its answer.', {
    unit: 'seconds',
    labels: ['method', 'path'],
    maxSeries: 170,
    buckets: requestSeconds,
  }),
  api_gateway_active_connections: gauge(
    'HTTP requests being answered now, without the one that asks for the metrics.',
    { unit: 'requests' },
  ),
  api_gateway_circuit_breaker_state: gauge('Circuit in front of a dependency: 0 closed, 1 open, 2 half-open.', {
    unit: 'state',
    labels: ['service'],
    maxSeries: 12,
  }),
  api_gateway_circuit_breaker_failures_total: counter('Attempts to use a dependency that failed.', {
    unit: 'attempts',
    labels: ['service'],
    maxSeries: 12,
  }),
  api_gateway_redis_connections: gauge(
    'Connections to the key-value store that are open; 0 while it is the memory of this process.',
    { unit: 'connections' },
  ),
  api_gateway_rate_limit_exceeded_total: counter(
    'Requests and live connections refused by a limit, by what it counts: a user or an address.',
    { unit: 'refusals', labels: ['key_type'], maxSeries: 8 },
  ),
  autograph_http_large_payloads_total: counter(
    'Requests and answers of more than 1 MB; each is a line in the log as well.',
    { unit: 'payloads', labels: ['direction'], maxSeries: 2 },
  ),
  autograph_compression_saved_bytes_total: counter('Bytes that compressed answers had less than their originals.', {
    unit: 'bytes',
  }),
  network_request_size_bytes: histogram('Bytes of a request as they came over the wire, headers included.', {
    unit: 'bytes',
    buckets: sizeBytes,
  }),
  network_response_size_bytes: histogram('Bytes of an answer as they went over the wire, headers included.', {
    unit: 'bytes',
    buckets: sizeBytes,
  }),

  // Accounts.
  auth_service_requests_total: counter('Requests to the API of accounts that have ended.', { unit: 'requests' }),
  auth_service_request_duration_seconds: histogram('Duration of requests to the API of accounts.', {
    unit: 'seconds',
    buckets: requestSeconds,
  }),
  auth_service_active_connections: gauge('Requests to the API of accounts being answered now.', { unit: 'requests' }),
  auth_service_login_attempts_total: counter(
    'Sign-ins tried: success, failure (wrong e-mail, password or code), limited (too many before it), refused (suspended), error.',
    { unit: 'attempts', labels: ['result'], maxSeries: 6 },
  ),
  auth_service_registration_attempts_total: counter('Accounts asked for: success, or failure (taken, not allowed).', {
    unit: 'attempts',
    labels: ['result'],
    maxSeries: 4,
  }),
  auth_service_tokens_issued_total: counter('Credentials given out: session, access, refresh, api_key.', {
    unit: 'tokens',
    labels: ['token_type'],
    maxSeries: 8,
  }),
  autograph_sessions: gauge('Browsers that are signed in, known to all processes alike.', { unit: 'sessions' }),
  auth_service_database_queries_total: counter('Statements on the tables of accounts, by operation.', {
    unit: 'statements',
    labels: ['operation'],
    maxSeries: 8,
  }),
  auth_service_database_query_duration_seconds: histogram('Duration of statements on the tables of accounts.', {
    unit: 'seconds',
    buckets: querySeconds,
  }),

  // Diagrams.
  diagram_service_requests_total: counter(
    'Requests to the API of diagrams, folders, shares and assets that have ended.',
    { unit: 'requests' },
  ),
  diagram_service_request_duration_seconds: histogram('Duration of requests to the API of diagrams.', {
    unit: 'seconds',
    buckets: requestSeconds,
  }),
  diagram_service_active_connections: gauge('Requests to the API of diagrams being answered now.', {
    unit: 'requests',
  }),
  diagram_service_diagrams_created_total: counter('Diagrams created, copies included.', { unit: 'diagrams' }),
  diagram_service_diagrams_updated_total: counter(
    'Changes of a diagram through the API: title, place, tags, document. Live edits are sync messages.',
    { unit: 'changes' },
  ),
  diagram_service_diagrams_deleted_total: counter('Diagrams moved to trash or deleted for ever.', { unit: 'diagrams' }),
  diagram_service_storage_operations_total: counter('Calls of the object store: put, get, head, delete, list.', {
    unit: 'calls',
    labels: ['operation'],
    maxSeries: 8,
  }),
  diagram_service_storage_operation_duration_seconds: histogram(
    'Duration of calls of the object store; of get until the bytes begin to come.',
    { unit: 'seconds', buckets: storageSeconds },
  ),
  autograph_object_store_errors_total: counter('Calls of the object store that failed.', {
    unit: 'calls',
    labels: ['operation'],
    maxSeries: 8,
  }),
  autograph_object_store_bytes_total: counter('Bytes put into the object store (in) and read from it (out).', {
    unit: 'bytes',
    labels: ['bucket', 'direction'],
    maxSeries: 6,
  }),
  autograph_assets: gauge('Uploads in the object store, known to all processes alike.', { unit: 'objects' }),
  autograph_asset_bytes: gauge('Bytes of uploads in the object store, known to all processes alike.', {
    unit: 'bytes',
  }),

  // The database.
  autograph_database_queries_total: counter('Statements, by operation.', {
    unit: 'statements',
    labels: ['operation'],
    maxSeries: 8,
  }),
  autograph_database_query_duration_seconds: histogram(
    'Duration of statements as their callers see it, without waiting for a connection.',
    { unit: 'seconds', labels: ['operation'], maxSeries: 8, buckets: querySeconds },
  ),
  autograph_database_errors_total: counter('Statements that failed.', {
    unit: 'statements',
    labels: ['operation'],
    maxSeries: 8,
  }),
  autograph_database_slow_queries_total: counter('Statements slower than SLOW_QUERY_THRESHOLD_MS.', {
    unit: 'statements',
    labels: ['operation'],
    maxSeries: 8,
  }),
  autograph_database_pool_connections: gauge(
    'Connections of the pool: in_use, idle; waiting are callers without one.',
    { unit: 'connections', labels: ['state'], maxSeries: 3 },
  ),
  autograph_database_pool_limit: gauge('Connections that the pool may open.', { unit: 'connections' }),

  // Live editing.
  autograph_open_rooms: gauge('Rooms open in this process.', { unit: 'rooms' }),
  autograph_rooms: gauge('Open rooms by how many people are in them: 0, 1, 2-5, 6-20, over 20.', {
    unit: 'rooms',
    labels: ['editors'],
    maxSeries: 5,
  }),
  autograph_room_editors_max: gauge('People in the fullest room.', { unit: 'sessions' }),
  autograph_sync_sessions: gauge('Live connections in rooms, by what they may do.', {
    unit: 'sessions',
    labels: ['access'],
    maxSeries: 4,
  }),
  autograph_sync_sockets: gauge('Live connections open, those still at the door included.', { unit: 'sockets' }),
  autograph_sync_reconnects_total: counter('Live connections that came back with what they already had.', {
    unit: 'connections',
  }),
  autograph_sync_refusals_total: counter('Live connections closed by us, by close code.', {
    unit: 'connections',
    labels: ['code'],
    maxSeries: 24,
  }),
  autograph_sync_messages_total: counter('Messages of live connections.', {
    unit: 'messages',
    labels: ['direction'],
    maxSeries: 2,
  }),
  autograph_sync_bytes_total: counter('Characters of messages of live connections; nearly all are one byte.', {
    unit: 'bytes',
    labels: ['direction'],
    maxSeries: 2,
  }),
  autograph_sync_flush_duration_seconds: histogram('Writing the changes of one room to the database.', {
    unit: 'seconds',
    buckets: flushSeconds,
  }),
  autograph_sync_flush_records: histogram('Records that one flush wrote.', {
    unit: 'records',
    buckets: [1, 2, 5, 10, 25, 100, 1_000, 10_000],
  }),
  autograph_sync_flush_failures_total: counter('Flushes that failed and are tried again.', { unit: 'flushes' }),
  autograph_sync_acknowledgement_delay_seconds: histogram(
    'From a change in memory until it is durable and its author is told.',
    { unit: 'seconds', buckets: flushSeconds },
  ),
  autograph_sync_unsaved_records: gauge('Records changed in memory and not yet durable, over all rooms.', {
    unit: 'records',
  }),

  // What is to be done after a change: notices, e-mail.
  autograph_outbox_waiting: gauge('Effects in the outbox that are still to be done, of all processes together.', {
    unit: 'effects',
  }),
  autograph_outbox_oldest_seconds: gauge('How late the oldest of them is; 0 when none is.', { unit: 'seconds' }),
  autograph_outbox_dead: gauge('Effects that were given up and wait for an admin.', { unit: 'effects' }),
  autograph_outbox_attempts_total: counter('Attempts of this process to do an effect: done, failed, dead.', {
    unit: 'attempts',
    labels: ['topic', 'outcome'],
    maxSeries: 24,
  }),

  // The process.
  cpu_usage_percent: gauge('Processor time of this process; 100 is what it may use in all.', { unit: 'percent' }),
  cpu_load_average_1m: gauge('Load average of the machine over 1 minute.', { unit: 'processes' }),
  cpu_load_average_5m: gauge('Load average of the machine over 5 minutes.', { unit: 'processes' }),
  cpu_load_average_15m: gauge('Load average of the machine over 15 minutes.', { unit: 'processes' }),
  memory_usage_bytes: gauge('Resident memory of this process.', { unit: 'bytes' }),
  memory_usage_percent: gauge('Resident memory of this process, of what it may use.', { unit: 'percent' }),
  memory_available_bytes: gauge('Memory that is available.', { unit: 'bytes' }),
  disk_usage_percent: gauge('How full the file system of a folder is.', {
    unit: 'percent',
    labels: ['mount'],
    maxSeries: 8,
  }),
  autograph_event_loop_lag_seconds: gauge('How late timers ran since the scrape before: 50, 99 and 100 (the latest).', {
    unit: 'seconds',
    labels: ['percentile'],
    maxSeries: 3,
  }),
  autograph_gc_duration_seconds: histogram('Pauses of the garbage collector.', {
    unit: 'seconds',
    labels: ['kind'],
    maxSeries: 4,
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5],
  }),
  autograph_heap_bytes: gauge('Memory of JavaScript: used, total, limit, external, array_buffers.', {
    unit: 'bytes',
    labels: ['kind'],
    maxSeries: 5,
  }),
  autograph_open_file_descriptors: gauge('Files and sockets open; -1 where nobody tells.', { unit: 'files' }),
  autograph_process_start_time_seconds: gauge('When the process started, since 1970.', { unit: 'seconds' }),
  autograph_build_info: gauge('Always 1; the labels say what runs.', {
    unit: 'info',
    labels: ['version', 'node'],
    maxSeries: 1,
  }),
  autograph_errors_total: counter('Unexpected errors met by this process, or told to it by a browser.', {
    unit: 'errors',
    labels: ['source'],
    maxSeries: 2,
  }),
  autograph_monitor_duration_seconds: histogram('One round of a monitor.', {
    unit: 'seconds',
    labels: ['monitor'],
    maxSeries: 8,
    buckets: [0.005, 0.025, 0.1, 0.5, 2.5],
  }),

  ...watchingDefinitions,
}
