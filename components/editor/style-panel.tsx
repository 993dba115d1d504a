import { useEffect, useRef } from 'react'
import { DefaultStylePanel, type TLUiStylePanelProps, useTranslation } from 'tldraw'

/** tldraw's own panel, whose slider has a title for the mouse but no name for a screen reader. */
export function StylePanel(props: TLUiStylePanelProps) {
  const panel = useRef<HTMLDivElement>(null)
  const name = useTranslation()('style-panel.opacity')
  useEffect(() => {
    const root = panel.current
    if (!root) return
    const label = () => {
      for (const slider of root.querySelectorAll('[role="slider"]:not([aria-label])')) {
        slider.setAttribute('aria-label', name)
      }
    }
    label()
    const observer = new MutationObserver(label)
    observer.observe(root, { childList: true, subtree: true })
    return () => observer.disconnect()
  }, [name])
  return (
    <div ref={panel} className="contents">
      <DefaultStylePanel {...props} />
    </div>
  )
}
