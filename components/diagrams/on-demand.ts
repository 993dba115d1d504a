/**
 * Hidden until the card or row is pointed at or has the focus. A finger cannot point: there the menu stays, and offers what
 * the others do.
 */
export const onDemand = 'opacity-0 group-hover:opacity-100 group-focus-within:opacity-100 data-[state=open]:opacity-100'

export const onDemandMenu = `${onDemand} [@media(hover:none)]:opacity-100`

export const notByTouch = '[@media(hover:none)]:hidden'
