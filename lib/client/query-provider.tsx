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

export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(makeClient)
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}
