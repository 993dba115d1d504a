import { toast } from './toast'

/** Loads a part of the page, then does what needs it; says so when it cannot be loaded, and the next try loads again. */
export async function loadThen<Part>(load: () => Promise<Part>, act: (part: Part) => unknown): Promise<void> {
  let part: Part
  try {
    part = await load()
  } catch {
    toast.error('This part of the page could not be loaded', {
      description: 'Your work is safe. Check your connection and try again.',
    })
    return
  }
  await act(part)
}
