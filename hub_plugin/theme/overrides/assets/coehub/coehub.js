/* Sorting, filtering and counting on pages that are complete without it. What is chosen stands in the address. */
(() => {
  "use strict"

  const here = document.currentScript.src
  const language = document.documentElement.lang || undefined
  const percent = new Intl.NumberFormat(language, { style: "percent" })

  /* What only few pages need has a file of its own beside this one, loaded where something on the page asks for it. */
  function further(name, asking) {
    if (!document.querySelector(asking) || document.querySelector(`script[data-coehub-part="${name}"]`)) return
    document.head.append(make("script", { src: new URL(name, here).href, "data-coehub-part": name }))
  }

  const query = () => new URLSearchParams(location.search)

  /* What a page tells a script stands in a <template>: instant navigation makes each <script> of an article anew, without its id. */
  function told(id) {
    const holder = document.getElementById(id)
    return holder && JSON.parse(holder.content.textContent)
  }

  /* Do something with each element, once. What fails at one of them stops none of the others. */
  function everywhere(selector, act) {
    for (const element of document.querySelectorAll(selector)) {
      if ("coehubDone" in element.dataset) continue
      element.dataset.coehubDone = ""
      try { act(element) } catch (error) { console.error(error) }
    }
  }

  function remember(name, value) {
    const chosen = query()
    if (value) chosen.set(name, value)
    else chosen.delete(name)
    const text = chosen.toString()
    history.replaceState(history.state, "", location.pathname + (text ? "?" + text : "") + location.hash)
  }

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
    element.append(...children)
    return element
  }

  /* A button that copies what stands in an element. Where the browser keeps the clipboard to itself, as on pages without https, the text is
     selected and copied in the old way, or by the reader. Returns what makes the button say again what it said first. */
  function copying(button, source, { copied, selected }) {
    const says = button.textContent
    const calm = () => { button.textContent = says }
    const select = () => source.select ? source.select() : getSelection().selectAllChildren(source)
    const byHand = () => {
      select()
      const done = document.execCommand("copy")
      if (done) button.focus()
      button.textContent = done ? copied : selected
    }
    button.addEventListener("click", () => {
      if (navigator.clipboard) navigator.clipboard.writeText(source.value ?? source.textContent).then(() => { button.textContent = copied }, byHand)
      else byHand()
    })
    button.addEventListener("blur", calm)
    return calm
  }

  /* A button that asks once more before it acts. Returns what takes the question back. */
  function asking(button, question, act) {
    const says = button.textContent
    const calm = () => { button.textContent = says }
    button.addEventListener("click", () => {
      if (button.textContent === question) { calm(); act() }
      else button.textContent = question
    })
    button.addEventListener("blur", calm)
    return calm
  }

  function download(name, text) {
    const address = URL.createObjectURL(new Blob([text], { type: "application/yaml" }))
    make("a", { href: address, download: name }).click()
    setTimeout(() => URL.revokeObjectURL(address), 1000)
  }

  window.coehub = { make, told, everywhere, copying, asking, download } // for the files beside this one

  /* A label with a field in it; calls back at every change, and once with what the address says. */
  function field(name, label, control, changed) {
    control.value = query().get(name) || ""
    control.addEventListener("input", () => { remember(name, control.value); changed() })
    return make("label", { class: "coehub-filter__field" }, make("span", {}, label), control)
  }

  function choices(values, all) {
    return make("select", { class: "coehub-filter__control" }, make("option", { value: "" }, all),
      ...values.map(([value, label, lang]) => make("option", lang ? { value, lang } : { value }, label)))
  }

  const worded = (pattern, values) => pattern.replace(/{(\w+)}/g, (whole, name) => values[name] ?? whole)

  /* Say what a choice has left, and what there is once it is taken back; nothing before the reader has chosen. */
  function tell(status, controls, sentence) {
    if (status.textContent || Object.values(controls).some(control => control.value)) status.textContent = sentence
  }

  /* <div data-coehub-filter='{"facets": {...}}'> before a list or table whose items carry data-<facet>="a&#10;b". */
  function filter(box) {
    const words = JSON.parse(box.dataset.coehubFilter)
    const items = [...document.querySelectorAll(`[data-coehub-items="${words.items}"] > *`)]
    if (items.length < 4) return
    const controls = {}
    const status = make("p", { class: "coehub-filter__status", role: "status" })
    // What a drawing shows again is found there too, and counts once: in the list.
    const once = items.filter(item => !item.closest("[data-coehub-again]"))
    const counted = once.length ? once : items
    const blocks = [...new Set(items.map(item => item.parentElement.closest("details")))].filter(Boolean)
    let before = null // which of them were open when the reader began to filter
    const held = (item, facet) => (item.dataset[facet] || "").split("\n").filter(Boolean)
    const meets = (values, chosen) => values.includes(chosen) || values.includes("*") // what is for everybody is for each

    function apply() {
      const text = fold(controls.q.value)
      for (const item of items) {
        const fits = (!text || fold(item.textContent).includes(text)) &&
          words.facets.every(([facet]) => !controls[facet] || !controls[facet].value || meets(held(item, facet), controls[facet].value))
        item.hidden = !fits
      }
      const shown = counted.filter(item => !item.hidden).length
      const narrowed = items.some(item => item.hidden)
      if (narrowed) {
        before = before || blocks.map(block => block.open)
        for (const block of blocks) block.open = block.open || items.some(item => !item.hidden && block.contains(item))
      } else if (before) {
        blocks.forEach((block, index) => { block.open = before[index] })
        before = null
      }
      tell(status, controls, worded(words.count, { shown, all: counted.length }))
      for (const part of document.querySelectorAll("[data-coehub-part]"))
        part.hidden = !part.querySelector("[data-coehub-items] > :not([hidden])")
    }

    controls.q = make("input", { type: "search", class: "coehub-filter__control" })
    // Not "q": with that in the address, Material opens the search of the whole site.
    box.append(field("find", words.search, controls.q, apply))
    for (const [facet, label] of words.facets) {
      const known = words.values[facet] || {}
      const all = new Set(items.flatMap(item => held(item, facet)))
      const called = value => [value, ...[known[value] || value].flat()]
      const values = [...all].filter(value => value !== "*").map(called).sort(([, one], [, other]) => one.localeCompare(other, language, { numeric: true }))
      if (all.size < 2) continue
      controls[facet] = choices(values, words.all)
      box.append(field(facet, label, controls[facet], apply))
    }
    box.append(status)
    apply()
  }

  const fold = text => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLocaleLowerCase()

  /* Tables sort by a click on a heading; a cell may say by what with data-sort. */
  function sortable(table) {
    const body = table.tBodies[0]
    if (!body || body.rows.length < 3) return
    const name = table.dataset.coehubSort
    const heads = [...table.tHead.rows[0].cells]
    const value = (row, index) => row.cells[index].dataset.sort || row.cells[index].textContent.trim()

    function sort(index, down) {
      const rows = [...body.rows].sort((one, other) =>
        value(one, index).localeCompare(value(other, index), language, { numeric: true }) * (down ? -1 : 1))
      body.append(...rows)
      heads.forEach((head, each) => head.setAttribute("aria-sort", each === index ? (down ? "descending" : "ascending") : "none"))
    }

    heads.forEach((head, index) => {
      const button = make("button", { type: "button", class: "coehub-sort" }, ...head.childNodes)
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending"
        sort(index, down)
        remember(name, (down ? "-" : "") + index)
      })
      head.append(button)
    })
    const chosen = query().get(name)
    if (chosen && heads[Math.abs(Number(chosen))]) sort(Math.abs(Number(chosen)), chosen.startsWith("-"))
  }

  /* Lists by what stands in each at a place. */
  function grouped(lists, place) {
    const found = new Map()
    for (const each of lists) {
      if (!found.has(each[place])) found.set(each[place], [])
      found.get(each[place]).push(each)
    }
    return found
  }

  /* The board counts again what it was told: level, tier, state, campaign; and shows the rows of one discipline. */
  function board(box) {
    const data = told("coehub-board-data")
    if (!data) return
    const table = document.querySelector(".coehub-matrix")
    const words = data.words
    const items = data.items || data.cells.flatMap(([row, column, ...sorts]) => sorts.map(sort => [row, column, ...data.sorts[sort]]))
    const controls = {}
    const status = make("p", { class: "coehub-filter__status", role: "status" })
    const cells = new Map([...table.querySelectorAll("td[data-cell]")].map(cell => [cell.dataset.cell, cell]))

    function apply() {
      const chosen = Object.fromEntries(Object.entries(controls).map(([name, control]) => [name, control.value]))
      const counts = new Map()
      for (const [row, column, level, tier, state, counted, answered, drives] of items) {
        if ((chosen.level || "must") !== level && chosen.level !== "all") continue
        if (chosen.tier && chosen.tier !== tier) continue
        if (chosen.campaign && !drives.includes(data.drives.indexOf(chosen.campaign))) continue
        const key = row + "," + column
        const one = counts.get(key) || { applies: 0, answered: 0, met: 0, scored: 0, state: 0, again: 0 }
        one.applies += 1
        one.answered += answered
        one.met += counted === "met"
        one.scored += counted !== "not-applicable" && counted !== "exempt"
        one.state += chosen.state === state
        one.again += state === "confirm"
        counts.set(key, one)
      }
      for (const [key, cell] of cells) draw(cell, counts.get(key), controls.state?.selectedOptions[0])
      const found = [...counts].map(([key, one]) => [...key.split(","), one])
      const inRow = grouped(found, 0)
      data.rows.forEach((disciplines, row) => {
        const line = table.tBodies[0].rows[row]
        const anything = [...line.querySelectorAll("td[data-cell]")].some(cell => !cell.querySelector(".coehub-none"))
        line.hidden = (chosen.discipline && !disciplines.includes(chosen.discipline)) || !anything
        sum(line.querySelector("[data-sum]"), (inRow.get(String(row)) || []).map(each => each[2]))
      })
      const hidden = [...table.tBodies[0].rows].map(line => line.hidden)
      const left = hidden.filter(each => !each).length
      const shown = found.filter(([row]) => !hidden[row])
      const inColumn = grouped(shown, 1)
      table.tFoot.querySelectorAll("[data-sum]").forEach(cell =>
        sum(cell, (cell.dataset.sum === "all" ? shown : inColumn.get(cell.dataset.sum) || []).map(each => each[2])))
      const named = Object.values(controls).filter(control => control.value).map(control => control.selectedOptions[0].text)
      const number = shown.reduce((total, [, , one]) => total + (chosen.state ? one.state : one.applies), 0)
      const sentence = worded(words.count, { shown: left, all: hidden.length, number })
      tell(status, controls, (named.length ? named.join(", ") + words.colon : "") + sentence)
    }

    function sum(cell, counts) {
      const applies = counts.reduce((total, one) => total + one.applies, 0)
      const answered = counts.reduce((total, one) => total + one.answered, 0)
      cell.textContent = applies ? percent.format(Math.floor(100 * answered / applies) / 100) : "–"
    }

    /* As the page has drawn it, of what is chosen; with a state (an option), how much is in that. */
    function draw(cell, one, state) {
      const link = cell.dataset.link
      if (!one) {
        cell.replaceChildren(make("span", { class: "coehub-none" }, "–"))
      } else if (state?.value) {
        const title = worded(words.state, { number: one.state, all: one.applies, state: state.text })
        cell.replaceChildren(one.state ? make("a", { class: "coehub-cell", href: link, title }, String(one.state))
          : make("span", { class: "coehub-none", title }, "–"))
      } else {
        const silent = !one.answered && !one.again
        const whole = one.scored && one.met === one.scored && !one.again
        const text = silent ? make("span", { class: "coehub-visually-hidden" }, words.silent)
          : `${!one.scored ? "–" : whole ? "●" : one.met === one.scored ? "↻" : one.met ? "◐" : "○"} ${one.answered}/${one.applies}`
        const drawn = make("a", { class: "coehub-cell" + (silent ? " coehub-cell--silent" : whole ? " coehub-cell--met" : ""), href: link }, text)
        if (!silent) drawn.title = worded(one.again ? words.again : words.progress, one)
        cell.replaceChildren(drawn)
      }
    }

    for (const facet of data.facets) {
      if (facet.values.length < 2) continue
      controls[facet.name] = choices(facet.values, facet.all)
      box.append(field(facet.name, facet.label, controls[facet.name], apply))
    }
    box.append(status)
    if (location.search) apply()
  }

  /* What a place is about: the last heading before it, without the theme's sign behind it. */
  function heading(place) {
    const before = [...document.querySelectorAll(".md-content :is(h1, h2, h3, h4, h5, h6)")]
      .filter(each => each.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING).pop()
    return before ? [...before.childNodes].filter(each => !each.matches?.(".headerlink")).map(each => each.textContent).join("").trim() : document.title
  }

  /* A table that is wider than its place is scrolled by keyboard too. A group: two below one heading would be regions of one name. */
  const scrolled = new ResizeObserver(all => all.forEach(({ target }) => {
    const wide = target.scrollWidth > target.clientWidth
    for (const [name, value] of Object.entries({ tabindex: 0, role: "group", "aria-label": wide && heading(target) })) {
      if (wide) target.setAttribute(name, value)
      else target.removeAttribute(name)
    }
  }))

  /* Times in the reader's own zone, where that is another one than the hub's. */
  function localTime(time) {
    const moment = new Date(time.dateTime)
    const there = time.dataset.coehubZone
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone
    if (!there || !here || there === here || isNaN(moment)) return
    const form = { weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }
    const mine = moment.toLocaleString(document.documentElement.lang, form)
    if (mine === moment.toLocaleString(document.documentElement.lang, { ...form, timeZone: there })) return
    time.after(make("small", { class: "coehub-local" }, ` (${mine} ${here.split("/").pop().replace("_", " ")})`))
  }

  /* A feed's whole address is known only where the site is opened, if it has no site_url. */
  function subscribe(link) {
    const whole = new URL(link.getAttribute("href"), location.href)
    if (!whole.protocol.startsWith("http")) return
    link.after(" ", make("code", {}, whole.href))
    link.before(make("a", { class: "md-button md-button--primary", href: "webcal:" + whole.href.slice(whole.protocol.length) }, link.dataset.coehubFeed), " ")
  }

  const unescaped = text => { try { return decodeURIComponent(text) } catch { return text } }

  /* A link to something inside a closed block opens it; one to what a filter hides takes the filter back; one to what has moved to a
     further page leads there. */
  function open() {
    const target = location.hash.length > 1 && document.getElementById(unescaped(location.hash.slice(1)))
    if (!target) return
    const unfold = () => { for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true }
    unfold()
    const filters = [...document.querySelectorAll("[data-coehub-filter] .coehub-filter__control")].filter(control => control.value)
    if (filters.length && !target.getClientRects().length) {
      for (const control of filters) {
        control.value = ""
        control.dispatchEvent(new Event("input"))
      }
      unfold()
      target.scrollIntoView()
    }
    // Of what stands on a further page of a long list, the first one holds the name alone: lead on.
    if ("coehubElsewhere" in target.dataset) location.replace(target.querySelector("a").href)
  }

  function start() {
    everywhere(".md-typeset__scrollwrap:not([tabindex])", box => scrolled.observe(box))
    everywhere("[data-coehub-filter]", filter)
    everywhere("table[data-coehub-sort]", sortable)
    everywhere("[data-coehub-board]", board)
    everywhere("time[data-coehub-zone]", localTime)
    everywhere("[data-coehub-copy]", button => {
      button.hidden = false
      copying(button, document.getElementById(button.dataset.coehubCopy), button.dataset)
    })
    everywhere("[data-coehub-feed]", subscribe)
    further("assess.js", "[data-coehub-assess]")
    further("answer.js", "[data-coehub-answer]")
    open()
  }

  /* Themes wait for a key before they search. What is pasted, or put together from several keys as Chinese is, may end with none. */
  function typed({ target, isComposing }) {
    if (isComposing || !target.matches?.(".md-search__input, #mkdocs-search-query")) return
    for (const name of ["keydown", "keyup"]) target.dispatchEvent(new KeyboardEvent(name))
  }
  addEventListener("input", typed)
  addEventListener("compositionend", typed)

  addEventListener("hashchange", open)
  let folded = [] // what paper has open, and the reader had not
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details.coehub-block:not([open])")]
    for (const block of folded) block.open = true
  })
  addEventListener("afterprint", () => { for (const block of folded) block.open = false })
  if (typeof document$ !== "undefined") document$.subscribe(start) // Material, with instant navigation too
  else if (document.readyState === "loading") addEventListener("DOMContentLoaded", start)
  else start()
})()
