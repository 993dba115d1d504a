'use client'
import { useState } from 'react'

export function Hello() {
  const [times, setTimes] = useState(0)
  return (
    <button type="button" onClick={() => setTimes(times + 1)}>
      Hello {times}
    </button>
  )
}
