import type { StopReason } from '@/lib/sync/client/close-action'

export interface StopWords {
  title: string
  sentence: string
  /** What helps: sign in again, load the page again, or try the connection again. */
  actions: ('sign-in' | 'reload' | 'retry' | 'discard')[]
}

/** The words of the screen that covers an editor which cannot go on. */
export function describeStop(reason: StopReason, unsaved: { changes: number; kept: boolean }): StopWords {
  const kept = describeUnsaved(unsaved)
  switch (reason) {
    case 'signed-out':
      return { title: 'Sign in again', sentence: `Your session has ended. ${kept}`, actions: ['sign-in', 'retry'] }
    case 'access-lost':
      return {
        title: 'You no longer have access',
        sentence: `The owner of this diagram changed who may see it. ${kept}`,
        actions: ['retry'],
      }
    case 'not-found':
      return {
        title: 'This diagram is gone',
        sentence: `It was moved to trash or deleted, or you may no longer see it. ${kept}`,
        actions: ['retry'],
      }
    case 'too-large':
      return {
        title: 'Too large to save',
        sentence: `The server refused the last change, because it or the whole diagram is too large. ${kept} Export a copy, or discard the change to go on.`,
        actions: ['discard', 'retry'],
      }
    case 'client-too-old':
      return { title: 'AutoGraph was updated', sentence: `Reload to use the new version. ${kept}`, actions: ['reload'] }
    case 'server-too-old':
      return {
        title: 'The server runs an older version',
        sentence: `This diagram, or this page, comes from a newer version of AutoGraph. The diagram is kept as it is and opens when the server is updated. ${kept}`,
        actions: ['reload'],
      }
    case 'invalid-record':
      return {
        title: 'The server refused a change',
        sentence: `It could not read what was sent. ${kept} Reload to try again, or discard the change to go on.`,
        actions: ['discard', 'reload'],
      }
    case 'fault':
      return {
        title: 'The editor lost track',
        sentence: `It could not apply what the server sent. ${kept} Reload to go on.`,
        actions: ['reload'],
      }
  }
}

function describeUnsaved({ changes, kept }: { changes: number; kept: boolean }): string {
  if (changes === 0) return 'Everything you drew is saved.'
  const last = changes === 1 ? 'Your last change is' : `Your last ${changes} changes are`
  return kept ? `${last} kept in this browser.` : `${last} only in this tab: export a copy before you close it.`
}
