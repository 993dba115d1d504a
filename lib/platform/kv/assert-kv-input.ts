/** Below the 1 MB that hosted Redis allows for one request. */
export const maxValueLength = 512 * 1024

const maxKeyLength = 512
const notInKeys = /[\p{Cc}\p{Cs}]/u

export function assertKey(key: string): void {
  if (key.length === 0 || key.length > maxKeyLength || notInKeys.test(key)) {
    throw new RangeError(`not a key: ${JSON.stringify(key.slice(0, 64))}`)
  }
}

/** Half a surrogate pair has no UTF-8, and a leading byte order mark is swallowed by decoders. */
const notText = /^\uFEFF|\p{Cs}/u

export function assertValue(value: string): void {
  if (value.length > maxValueLength) throw new RangeError(`a value of ${value.length} characters is too long`)
  if (notText.test(value)) throw new RangeError('not a value: it is no well-formed text')
}

export function assertTtl(ttlMs: number): void {
  if (!Number.isSafeInteger(ttlMs) || ttlMs < 1) throw new RangeError(`not a time to live: ${ttlMs} ms`)
}

/** Steps and counts stay exact in every driver within these bounds. */
export function assertStep(by: number): void {
  if (!Number.isSafeInteger(by) || Math.abs(by) > 1e12) throw new RangeError(`not a step to count by: ${by}`)
}
