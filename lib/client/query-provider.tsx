'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { secondMs } from '@/lib/core/time'
import { ApiError } from './api-error'

/** An answer that will be the same next time is not asked for again. */
const mayPass = (error: unknown) => !(error instanceof ApiError) || error.status === 0 || error.status >= 500

const makeClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15 * secondMs,
        retry: (failures, error) => failures < 2 && mayPass(error),
      },
      mutations: { retry: false },
    },
  })

let inBrowser: QueryClient | undefined

/** One per tab, so that lists are still there after a visit to the editor; on the server one per request, since it holds a person's data. */
function findClient(): QueryClient {
  if (typeof window === 'undefined') return makeClient()
  inBrowser ??= makeClient()
  return inBrowser
}

/** Around those parts of the app that ask for server state, and no others: the library is a tenth of a page's scripts. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(findClient)
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}
