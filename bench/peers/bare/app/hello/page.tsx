import { Hello } from './hello'

/** A page with nothing but React and Next: what every page of theirs loads. */
export default function HelloPage() {
  return <Hello />
}
