'use client'

import { Component, type ReactNode } from 'react'
import { reportError } from '@/lib/client/report-error'
import { CrashScreen } from './crash-screen'

/** Catches what the editor's own boundary cannot: a script that does not load, a fault around the editor. */
export class EditorBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override componentDidCatch(error: unknown) {
    reportError(error, 'boundary')
  }

  override render() {
    return this.state.hasFailed ? <CrashScreen /> : this.props.children
  }
}
