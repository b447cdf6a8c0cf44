/* Answering on a team's page: states, reasons and evidence are gathered here, and leave as an issue, a new file or a download for `coehub answer`.
   Nothing is sent by itself; what is entered stays in this browser until it is forgotten. */
(() => {
  "use strict"

  const { make, told, everywhere, copying, asking, download } = window.coehub
  const WITH = { // which fields an answer has, by state
    "met": ["evidence", "why"], "partly": ["why", "evidence", "plan", "by", "unclear"], "not-met": ["why", "plan", "by", "unclear"],
    "not-applicable": ["why"], "exempt": ["why", "until", "approved_by"],
  }
  const DATES = ["by", "until"]
  // What the reader of the hub refuses: line breaks, control characters, and what changes how a text reads.
  const REFUSED = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]+/gu

  /* A text as YAML: JSON's strings are YAML's, once half characters are gone. */
  const text = value => JSON.stringify(value.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "").replace(REFUSED, " ").trim())

  function answering(box, data) {
    const { propose, states, fields, words } = data
    const team = box.dataset.coehubAnswer
    const items = [...box.parentElement.querySelectorAll("[data-coehub-asked]")]
    const asked = new Map(items.map(item => [item.dataset.coehubAsked, item]))
    const says = item => item.querySelector(".coehub-item__text").textContent.trim()
    // A long checklist has several pages: answers given on one wait there, and are kept together.
    const home = new URL(box.dataset.coehubHome ?? "", location.href)
    const keep = "coehub-answer:" + new URL(".", home).pathname + ":" + team
    let kept = {}
    const stored = () => {
      try { return Object.entries(JSON.parse(localStorage.getItem(keep) || "{}")) } catch { return [] /* a browser that keeps nothing */ }
    }
    kept = Object.fromEntries(stored().filter(([item, said]) => asked.has(item) && WITH[said?.state]))
    const prefix = "reply-" + team.replace(/[^a-z0-9]/g, "-")
    let day = ""

    const today = () => {
      const now = new Date()
      return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(each => String(each).padStart(2, "0")).join("-")
    }

    /* What `coehub answer --from` takes, and nothing else. */
    function yaml() {
      const lines = [`team: ${text(team)}`, `answered_on: ${day}`, "answers:"]
      for (const [item, said] of Object.entries(kept)) {
        lines.push(`  - item: ${text(item)}`, `    state: ${said.state}`)
        for (const name of WITH[said.state]) if (said[name]?.trim()) lines.push(`    ${name}: ${text(said[name])}`)
      }
      return lines.join("\n") + "\n"
    }

    const name = `answers-${team.replace("/", "-")}.yml`
    const command = `coehub answer --from ${name}`
    const status = make("p", { role: "status", "aria-live": "polite", class: "coehub-answer", tabindex: "-1" })
    const list = make("ul", {})
    const [before, after] = words.hand.split("{command}")
    const hand = make("p", {}, before, make("code", {}, command), after)
    const issue = make("a", { class: "md-button md-button--primary", target: "_blank", rel: "noopener noreferrer" }, words.issue)
    const file = make("a", { class: "md-button", target: "_blank", rel: "noopener noreferrer" }, words.file)
    const long = make("p", {}, words.long)
    const area = make("textarea", { readonly: "", rows: "8", class: "coehub-assess__text", spellcheck: "false", "aria-label": words.text })
    const take = make("button", { type: "button", class: "md-button" }, words.download)
    const copy = make("button", { type: "button", class: "md-button" }, words.copy)
    const clear = make("button", { type: "button", class: "md-button" }, words.clear)
    const sending = make("div", {}, list, hand, long, area, make("p", { class: "coehub-assess__buttons" }, issue, " ", file, " ", take, " ", copy, " ", clear))
    const panel = make("div", { class: "coehub-answering__panel" }, make("p", {}, words.about), status, sending)

    const query = (address, asked) => address + "?" + Object.entries(asked).map(each => each.map(encodeURIComponent).join("=")).join("&")

    function address(made) {
      if (!propose?.issue) return ""
      const title = words.title.replace("{team}", box.dataset.title)
      const body = `${words.take.replace("{command}", "`" + command + "`")}\n\n\`\`\`yaml\n${made}\`\`\`\n`
      return query(propose.issue, { [propose.title]: title, [propose.text]: body })
    }

    /* A new file in the repository: whoever opens it there proposes it, in a copy of the repository if they may not write to it. */
    function newFile(made) {
      if (!propose?.file) return ""
      const path = `${propose.folder}/${name.replace(/\.yml$/, `-${day}.yml`)}`
      return query(propose.file, { filename: path, value: `# coehub answer --from ${path}\n${made}` })
    }

    /* Offer a way to send if there is one and the host takes so long an address; tell whether it was offered. */
    function offer(link, whole) {
      link.hidden = !whole || whole.length > propose.longest
      if (!link.hidden) link.href = whole
      return !link.hidden
    }

    function show() {
      day = today()
      const number = Object.keys(kept).length
      const gathered = number ? words.many.replace("{number}", number) : words.nothing
      if (status.textContent !== gathered) status.textContent = gathered
      sending.hidden = !number
      list.replaceChildren(...Object.entries(kept).map(([item, said]) => make("li", {}, `${states[said.state]} – ${says(asked.get(item))}`)))
      area.value = yaml()
      const ways = [[issue, address(area.value)], [file, newFile(area.value)]]
      const offered = ways.filter(([link, whole]) => offer(link, whole))
      long.hidden = offered.length > 0 || !ways.some(([, whole]) => whole)
      forget()
      copied()
      try {
        const elsewhere = "coehubParts" in box.dataset ? Object.fromEntries(stored().filter(([item]) => !asked.has(item))) : {}
        if (number || Object.keys(elsewhere).length) localStorage.setItem(keep, JSON.stringify({ ...elsewhere, ...kept }))
        else localStorage.removeItem(keep)
      } catch { /* a browser that keeps nothing */ }
    }

    /* The form of one item: a state, and the fields that go with it. */
    function reply(item, index) {
      const id = item.dataset.coehubAsked
      const group = make("fieldset", { class: "coehub-reply" }, make("legend", {}, words.answer, make("span", { class: "coehub-visually-hidden" }, ": " + says(item))))
      const more = make("div", {})

      function further() {
        const said = kept[id]
        more.replaceChildren(...(said ? WITH[said.state] : []).map(field => {
          const input = make("input", { type: DATES.includes(field) ? "date" : "text", class: "coehub-filter__control", maxlength: "400", autocomplete: "off" })
          input.value = said[field] || ""
          input.addEventListener("input", () => { said[field] = input.value; show() })
          return make("label", { class: "coehub-reply__field" }, fields[field], input)
        }))
      }

      for (const [state, label] of [...Object.keys(WITH).map(each => [each, states[each]]), ["", words.none]]) {
        const input = make("input", { type: "radio", name: `${prefix}-${index}`, value: state })
        input.checked = state === (kept[id]?.state || "")
        input.addEventListener("change", () => {
          if (state) kept[id] = { ...kept[id], state }
          else delete kept[id]
          further()
          show()
        })
        group.append(make("label", {}, input, " " + label))
      }
      further()
      group.append(more)
      item.querySelector(".coehub-reply")?.remove()
      item.querySelector(".coehub-item__more").prepend(group)
    }

    function start() {
      begin.replaceWith(panel)
      items.forEach((item, index) => {
        // Forms are made when their line is opened: a team may be asked hundreds of things.
        if (item.open) reply(item, index)
        item.addEventListener("toggle", () => { if (item.open && !item.querySelector(".coehub-reply")) reply(item, index) })
      })
      show()
    }

    const begin = make("button", { type: "button", class: "md-button" }, words.begin)
    begin.addEventListener("click", () => {
      start()
      const first = items.find(item => item.closest("details.coehub-block")?.open) || items[0]
      const block = first?.closest("details.coehub-block")
      if (block) block.open = true
      first?.querySelector("summary").focus()
    })
    take.addEventListener("click", () => download(name, area.value))
    const copied = copying(copy, area, words)
    const forget = asking(clear, words.sure, () => {
      kept = {}
      items.forEach((item, index) => { if (item.querySelector(".coehub-reply")) reply(item, index) })
      show()
      status.focus() // the button is gone
    })
    box.append(begin)
    if (Object.keys(kept).length) start()
  }

  function start() {
    const data = told("coehub-answer-data")
    if (data) everywhere("[data-coehub-answer]", box => answering(box, data))
  }

  if (typeof document$ !== "undefined") document$.subscribe(start) // Material, with instant navigation too
  else start()
})()
