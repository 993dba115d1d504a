import type { Runtime } from '@/lib/boot/runtime'

/** A runtime that serves nothing, except as given. */
export const stubRuntime = (given: Partial<Runtime> = {}): Runtime => ({
  admit: () => true,
  dressAnswer: () => {},
  runInContext: (_request, _response, serve) => serve(),
  refuseSocket: (socket) => socket.destroy(),
  handleUpgrade: (_request, socket) => socket.destroy(),
  answerHot: () => false,
  isReady: () => true,
  drain: async () => {},
  stop: async () => {},
  ...given,
})
