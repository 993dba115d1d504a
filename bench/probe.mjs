import { parentPort, workerData } from 'node:worker_threads'

/** Asks one probe after the other, each 20 ms, until told to stop; then tells the times in milliseconds. */
const timesMs = []
let isOver = false
parentPort?.once('message', () => {
  isOver = true
})
while (!isOver) {
  const startedAtMs = performance.now()
  const response = await fetch(workerData.url, { headers: { connection: 'close' } }).catch(() => null)
  await response?.arrayBuffer()
  timesMs.push(response?.ok ? performance.now() - startedAtMs : Number.POSITIVE_INFINITY)
  await new Promise((resolve) => setTimeout(resolve, 20))
}
parentPort?.postMessage(timesMs)
