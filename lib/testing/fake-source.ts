/** Something that is asked and answers, is gone, or says nothing. */
export class FakeSource<T> {
  private state: 'works' | 'gone' | 'silent' = 'works'

  constructor(private readonly answer: () => T) {}

  readonly ask = async (): Promise<T> => {
    if (this.state === 'gone') throw Object.assign(new Error('connect 10.1.2.3:5432'), { code: 'ECONNREFUSED' })
    if (this.state === 'silent') await new Promise(() => {})
    return this.answer()
  }

  readonly takeAway = (): void => {
    this.state = 'gone'
  }

  readonly silence = (): void => {
    this.state = 'silent'
  }

  readonly giveBack = (): void => {
    this.state = 'works'
  }
}
