import { Checkbox } from '@/components/ui/checkbox'

/** A component as it is chosen. */
export interface NamedComponent {
  id: string
  name: string
}

interface ComponentChoiceProps {
  legend: string
  components: readonly NamedComponent[]
  /** Those that are chosen at first. */
  chosen?: readonly string[]
  /** What no choice means. */
  hint?: string
}

/** Which components something is about; each is a value of `components` in the form. */
export function ComponentChoice({ legend, components, chosen = [], hint }: ComponentChoiceProps) {
  const known = new Set(components.map(({ id }) => id))
  const gone = chosen.filter((id) => !known.has(id)).map((id) => ({ id, name: id }))
  return (
    <fieldset>
      <legend className="font-medium text-meta">{legend}</legend>
      {hint ? <p className="mt-0.5 text-meta text-muted">{hint}</p> : null}
      <div className="mt-2 grid max-h-52 grid-cols-2 gap-x-4 gap-y-1.5 overflow-y-auto p-0.5">
        {[...components, ...gone].map(({ id, name }) => (
          <Checkbox key={id} label={name} name="components" value={id} defaultChecked={chosen.includes(id)} />
        ))}
      </div>
    </fieldset>
  )
}

/** The ids that are chosen in a form. */
export const readChosen = (values: FormData): string[] => values.getAll('components').map(String)
