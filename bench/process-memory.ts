import { WebSocket } from 'ws'

interface Answer {
  id?: number
  result?: { usedSize?: number; embedderHeapUsedSize?: number; backingStorageSize?: number }
}

/** The memory that is really in use in a process which listens for its inspector, garbage collected; in bytes. */
export async function measureMemory(inspectorPort: number): Promise<number> {
  const targets: { webSocketDebuggerUrl: string }[] = await (
    await fetch(`http://127.0.0.1:${inspectorPort}/json/list`)
  ).json()
  const socket = new WebSocket(targets[0]!.webSocketDebuggerUrl)
  await new Promise((resolve) => socket.once('open', resolve))
  let lastId = 0
  const ask = (method: string): Promise<Answer['result']> => {
    const id = ++lastId
    socket.send(JSON.stringify({ id, method }))
    return new Promise((resolve) => {
      const listen = (data: unknown) => {
        const answer: Answer = JSON.parse(String(data))
        if (answer.id !== id) return
        socket.off('message', listen)
        resolve(answer.result)
      }
      socket.on('message', listen)
    })
  }
  // What one collection frees may hold what the next one frees.
  for (let n = 0; n < 4; n++) await ask('HeapProfiler.collectGarbage')
  const usage = await ask('Runtime.getHeapUsage')
  socket.close()
  return (usage?.usedSize ?? Number.NaN) + (usage?.backingStorageSize ?? 0)
}
