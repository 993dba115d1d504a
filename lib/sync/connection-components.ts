import type { Actor } from '@/lib/core/actor'
import type { ComponentNews } from '@/lib/core/component-news'
import type { ComponentsEvent } from './protocol'
import type { ComponentSource } from './sync-options'

/** What one connection is told of components: nothing until it asks, and nothing that its person may not see. */
export class ConnectionComponents {
  private actor: Actor = { type: 'anonymous' }
  private watching: ReturnType<ComponentSource['watch']> | null = null
  private isStopped = false

  constructor(
    private readonly source: ComponentSource,
    private readonly send: (event: ComponentsEvent) => void,
  ) {}

  /** Says that it may ask. */
  offer(): void {
    this.tell({ kind: 'changes', reports: [], withdrawn: [] })
  }

  identify(actor: Actor): void {
    this.actor = actor
    this.watching?.identify(actor)
  }

  watch(asked: readonly string[]): void {
    if (this.isStopped) return
    const ids = [...new Set(asked)]
    if (this.watching) this.watching.ask(ids)
    else this.watching = this.source.watch({ actor: this.actor, ids, tell: (news) => this.tell(news) })
  }

  stop(): void {
    this.isStopped = true
    this.watching?.stop()
    this.watching = null
  }

  private tell(news: ComponentNews): void {
    this.send({ type: 'components', version: 1, ...news })
  }
}
