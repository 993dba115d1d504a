/** The tokens of `app/globals.css` that the page needs; a test compares them. */
export const pageTokens: Readonly<Record<string, string>> = {
  '--paper': 'light-dark(#fbfaf8, #141311)',
  '--panel': 'light-dark(#ffffff, #1c1b18)',
  '--hover': 'light-dark(#efede8, #262420)',
  '--line': 'light-dark(#e3e0da, #2d2b27)',
  '--line-strong': 'light-dark(#908b83, #6f6b64)',
  '--ink': 'light-dark(#1b1a18, #eceae6)',
  '--muted': 'light-dark(#5c5852, #aca89f)',
  '--accent': 'light-dark(#2b50e0, #8aa2ff)',
  '--up': 'light-dark(#17703a, #5cc98a)',
  '--up-soft': 'light-dark(#e5f3ea, #16291d)',
  '--degraded': 'light-dark(#8a5a00, #e6b54a)',
  '--degraded-soft': 'light-dark(#fbf1dc, #2e2513)',
  '--down': 'light-dark(#b3261e, #ff8a80)',
  '--down-soft': 'light-dark(#fbe9e7, #361c1a)',
  '--maintenance': 'light-dark(#6941c6, #b9a3f5)',
  '--maintenance-soft': 'light-dark(#f0ebfc, #272038)',
  '--unknown': 'light-dark(#5c5852, #aca89f)',
  '--unknown-soft': 'light-dark(#efede8, #262420)',
}

const tokens = Object.entries(pageTokens)
  .map(([name, value]) => `${name}:${value}`)
  .join(';')

/** A style of its own: the page needs no file of the application, which may be what is down. */
export const pageStyle = `:root{color-scheme:light dark;${tokens}}
*,::before,::after{box-sizing:border-box;margin:0;padding:0}
html{background:var(--paper);color:var(--ink);font:16px/1.5 ui-sans-serif,system-ui,-apple-system,"Segoe UI",sans-serif;-webkit-text-size-adjust:100%}
body{font-size:.875rem;line-height:1.25rem;min-height:100dvh}
main,footer{max-width:48rem;margin:0 auto;padding:0 1.5rem}
main{padding-top:3rem}
h1{font-size:.875rem;font-weight:600;overflow-wrap:anywhere}
h2{font-size:1rem;line-height:1.5rem;font-weight:600;margin:2.5rem 0 .75rem}
h3{font-size:.875rem;font-weight:600;overflow-wrap:anywhere}
p,li{overflow-wrap:anywhere}
ul,ol{list-style:none}
a{color:var(--accent);text-underline-offset:2px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
time{font-variant-numeric:tabular-nums}
.meta{color:var(--muted);font-size:.8125rem;line-height:1.125rem}
.top{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.25rem 1.5rem;align-items:baseline}
.headline{display:flex;align-items:center;gap:.75rem;margin-top:1rem;padding:1.25rem;border-radius:10px;font-size:1.25rem;line-height:1.75rem;font-weight:600;letter-spacing:-.01em;overflow-wrap:anywhere}
.headline svg{width:1.5rem;height:1.5rem}
svg{flex:none;width:1rem;height:1rem;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.state{display:inline-flex;align-items:center;gap:.375rem;white-space:nowrap}
.up{color:var(--up)}.degraded{color:var(--degraded)}.down{color:var(--down)}.maintenance{color:var(--maintenance)}.unknown{color:var(--unknown)}
.headline.up{background:var(--up-soft)}.headline.degraded{background:var(--degraded-soft)}.headline.down{background:var(--down-soft)}.headline.maintenance{background:var(--maintenance-soft)}.headline.unknown{background:var(--unknown-soft)}
.panel{background:var(--panel);border:1px solid var(--line);border-radius:10px}
.panel>li,.panel>div{padding:1rem 1.25rem}
.panel>li+li{border-top:1px solid var(--line)}
.row{display:flex;justify-content:space-between;gap:.25rem 1rem;align-items:flex-start}
.name{font-weight:500;min-width:0;overflow-wrap:anywhere}
.days{display:flex;gap:2px;height:1.75rem;align-items:flex-end;margin:.625rem 0 .375rem}
.days span{flex:1;min-width:0;height:100%;border-radius:1.5px;background:currentColor}
.days .degraded{height:72%}.days .maintenance{height:50%}.days .unknown{height:22%;color:var(--line-strong);opacity:.55}
.days .up{opacity:.75}
.days+.row{flex-wrap:wrap}.days+.row span{white-space:nowrap}
.days span:hover{opacity:1;background:var(--ink)}
.narrow{display:none}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1rem;margin-top:.75rem}
.timeline{margin-top:.75rem;border-left:1px solid var(--line);padding-left:1rem}
.timeline li{position:relative}
.timeline li+li{margin-top:.875rem}
.timeline li::before{content:"";position:absolute;left:-1.21875rem;top:.375rem;width:.4375rem;height:.4375rem;border-radius:50%;background:var(--line-strong)}
.timeline p,.text{white-space:pre-line}
.kind{font-weight:600}
.empty{color:var(--muted)}
footer{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding-top:3rem;padding-bottom:3rem}
@media (max-width:40rem){main,footer{padding-left:1rem;padding-right:1rem}main{padding-top:1.5rem}.headline{padding:1rem;font-size:1.125rem;line-height:1.5rem}.days span:nth-child(-n+60){display:none}.wide{display:none}.narrow{display:inline}.panel>li,.panel>div{padding:.875rem 1rem}}
@media (max-width:24rem){.days+.row>:nth-child(3){order:1;flex-basis:100%}}
@media (forced-colors:active){.days span{forced-color-adjust:none}}`
