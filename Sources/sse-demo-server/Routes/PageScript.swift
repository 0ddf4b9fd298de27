extension Page {
  /// How the page looks; it follows the system's light and dark.
  static let style = """
    :root { color-scheme: light dark; --line: color-mix(in srgb, CanvasText 18%, Canvas); --accent: #2a7d4f; }
    @media (prefers-color-scheme: dark) { :root { --accent: #6fd39b; } }
    * { box-sizing: border-box; }
    body { font: 0.95rem/1.5 system-ui, sans-serif; max-width: 82rem; margin: 0 auto; padding: 1.5rem 1rem; }
    h1 { font-size: 1.4rem; margin: 0; } h2 { font-size: 1.05rem; margin: 0 0 0.5rem; }
    main { display: grid; gap: 2rem; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); }
    @media (max-width: 60rem) { main { grid-template-columns: minmax(0, 1fr); } }
    code, a, #path, #events, #types, dt { font-family: ui-monospace, monospace; font-size: 0.85rem; }
    #ask { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; } #path { flex: 1 1 14rem; padding: 0.25rem; }
    #state { font-weight: 600; } #state.open { color: var(--accent); } #state.closed { color: #c0392b; }
    #facts, .when, .mark { color: GrayText; }
    ul { list-style: none; padding: 0; }
    #types { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; margin: 0 0 0.5rem; }
    #streams li { border-top: 1px solid var(--line); padding: 0.3rem 0; } #streams button { padding: 0 0.4rem; }
    #events { padding: 0; margin: 0; list-style: none; height: 60vh; overflow-y: auto; }
    #events li { border-top: 1px solid var(--line); padding: 0.15rem 0; white-space: pre-wrap; overflow-wrap: anywhere;
      max-height: 9rem; overflow-y: auto; }
    .type { color: var(--accent); font-weight: 600; } .mark { font-style: italic; }
    details { display: inline-block; margin-inline-start: 0.5rem; vertical-align: top; font-size: 0.85rem; }
    summary { color: GrayText; cursor: pointer; } dl { margin: 0; } dd { margin-inline-start: 1rem; }
    """

  /// The live view. An `EventSource` tells events only to those who listen for their type, so it listens for all that
  /// the server has; text gets into the page as text alone.
  static let script = #"""
    const element = id => document.getElementById(id)
    const types = ["message", "currentTime", "counter", "order", "order.placed", "order.paid", "order.sent",
      "order.returned", "trade", "quote", "halt", "burst", "request", "line", "thump", "inside", "huge", "small",
      "ping", "first", "last", "no space", "harmless", "title", "colour", "mode", "wide", "emoji",
      "override", "isolate", "mark", "combining", "ambiguous", "scripts", "tab", "string", "comment", "data",
      "message_start", "content_block_start", "content_block_delta", "content_block_stop", "message_delta",
      "message_stop", "response.created", "response.in_progress", "response.output_item.added",
      "response.content_part.added", "response.output_text.delta", "response.output_text.done",
      "response.content_part.done", "response.output_item.done", "response.completed",
      ...Array.from({ length: 20 }, (_, number) => `type-${number}`)]
    const limit = 200
    let source, counts, openings, errors

    function part(name, text) {
      const span = document.createElement("span")
      span.className = name
      span.textContent = text
      return span
    }
    function add(...parts) {
      const item = document.createElement("li")
      item.append(part("when", new Date().toISOString().slice(11, 23)), " ", ...parts)
      const list = element("events")
      const follows = list.scrollHeight - list.scrollTop - list.clientHeight < 20
      list.append(item)
      while (list.childElementCount > limit) list.firstElementChild.remove()
      if (follows) list.scrollTop = list.scrollHeight
    }
    function state(text) {
      element("state").value = text
      element("state").className = text
      element("facts").textContent = `opened ${openings}, errors ${errors}`
      add(part("mark", `● ${text}`))
    }
    function received(event) {
      counts.set(event.type, (counts.get(event.type) ?? 0) + 1)
      element("types").replaceChildren(...[...counts].map(([type, count]) => {
        const item = document.createElement("li")
        item.append(part("type", type), ` ${count}`)
        return item
      }))
      const id = event.lastEventId ? [" ", part("mark", `id ${event.lastEventId}`)] : []
      add(part("type", event.type), ...id, " ", event.data.length > 20000 ? `${event.data.slice(0, 20000)} …` : event.data)
    }
    function watch(path) {
      source?.close()
      counts = new Map()
      openings = errors = 0
      element("events").replaceChildren()
      element("types").replaceChildren()
      element("path").value = path
      element("here").textContent = new URL(path, location.href).href
      const asked = new URLSearchParams(path.split("?")[1] ?? "").get("type")
      source = new EventSource(path, { withCredentials: element("credentials").checked })
      state("connecting")
      source.onopen = () => { openings += 1; state("open") }
      source.onerror = event => {
        if (event instanceof MessageEvent) { received(event); return }
        errors += 1
        state(source.readyState === EventSource.CLOSED ? "closed" : "reconnecting")
      }
      for (const type of new Set(asked ? [asked, ...types] : types)) {
        if (type !== "error" && type !== "open") source.addEventListener(type, received)
      }
    }
    element("ask").onsubmit = event => { event.preventDefault(); watch(element("path").value) }
    element("close").onclick = () => { source.close(); state("closed") }
    element("streams").onclick = event => {
      if (event.target instanceof HTMLButtonElement) { watch(event.target.value); scrollTo({ top: 0 }) }
    }
    watch("/events/")
    """#
}
