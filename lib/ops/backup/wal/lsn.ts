/**
 * A place in the write-ahead log, in bytes since the database was made. PostgreSQL writes it `16/B374D848`; a number is
 * exact up to 9 petabytes.
 */
export type Lsn = number

/** The log is kept in files of this size; ours are always made with PostgreSQL's own default. */
export const segmentBytes = 16 * 1024 * 1024
const perLogFile = 2 ** 32

export function parseLsn(text: string): Lsn {
  const [high = '', low = ''] = text.split('/')
  return Number.parseInt(high, 16) * perLogFile + Number.parseInt(low, 16)
}

export const formatLsn = (lsn: Lsn): string =>
  `${Math.floor(lsn / perLogFile).toString(16)}/${(lsn % perLogFile).toString(16)}`.toUpperCase()

/** Where the segment begins that holds this byte. */
export const computeSegmentStart = (lsn: Lsn): Lsn => lsn - (lsn % segmentBytes)

/** The file in `pg_wal` that holds this byte. */
export function nameSegment(timeline: number, lsn: Lsn): string {
  const parts = [timeline, Math.floor(lsn / perLogFile), Math.floor((lsn % perLogFile) / segmentBytes)]
  return parts
    .map((part) => part.toString(16).padStart(8, '0'))
    .join('')
    .toUpperCase()
}
