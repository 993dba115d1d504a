/**
 * All that the page does by itself: times as the reader's clock shows them, and the page again every 30 s while somebody
 * looks at it. Without it the page says the same.
 */
export const pageScript = `(() => {
  const forms = {
    time: { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short', hourCycle: 'h23' },
    moment: { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short', hourCycle: 'h23' },
  }
  const localize = (root) => {
    for (const time of root.querySelectorAll('time[data-form]')) {
      time.textContent = new Intl.DateTimeFormat('en', forms[time.dataset.form]).format(new Date(time.dateTime))
    }
  }
  localize(document)
  const refresh = async () => {
    if (document.visibilityState !== 'visible') return
    try {
      const answer = await fetch(location.pathname)
      if (!answer.ok) return
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      localize(page)
      document.title = page.title
      document.querySelector('main').replaceWith(page.querySelector('main'))
    } catch {}
  }
  setInterval(refresh, 30000)
  document.addEventListener('visibilitychange', refresh)
})()`
