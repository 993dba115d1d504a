'use client'

import { setNonce } from 'get-nonce'
import { useEffect } from 'react'
import { findPageNonce } from './page-nonce'

/** Hands the page's nonce to the part of dialogs and menus that keeps the page behind them from scrolling. */
export function StyleNonce() {
  useEffect(() => {
    const nonce = findPageNonce()
    if (nonce) setNonce(nonce)
  }, [])
  return null
}
