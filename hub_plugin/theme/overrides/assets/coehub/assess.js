/* The self-assessment on a maturity model's page: the questions become a form, the answers a profile and the text of a file.
   Nothing is sent anywhere; what is entered stays in this window until it is closed. */
(() => {
  "use strict"

  const { make, told, everywhere, copying, asking, download } = window.coehub
  const NEARLY = 1e-9 // shares are fractions; sums of them may fall short of a whole by a hair

  /* How many levels are climbed: the rule of kinds/maturity/scoring.py. Levels are lists of counts, what does not apply left out. */
  function position(levels, score, enough) {
    const mean = counts => counts.reduce((sum, each) => sum + each, 0) / counts.length
    if (!levels.some(counts => counts.length)) return null
    if (score === "average") {
      const free = levels.findIndex(counts => counts.length)
      return free + (levels.length - free) * mean(levels.flat())
    }
    let below = 1, found = 0
    for (const counts of levels) {
      const share = counts.length ? mean(counts) : below
      if (score === "sum") found += share
      else if (share < enough - NEARLY) return found
      else found += 1
      below = share
    }
    return found
  }

  function assess(box, data) {
    const { folder, form, words } = data
    const grades = new Map(form.grades)
    const texts = selector => [...box.querySelectorAll(selector)]
    const teams = texts("[data-team]").map(each => [each.dataset.team, each.textContent])
    const labels = new Map(texts("[data-grade]").map(each => [each.dataset.grade, each.textContent]))
    labels.set(form.not_applicable, words.not_applicable)
    const keep = "coehub-assess:" + location.pathname
    let kept = { answers: {}, ratings: {}, targets: {}, team: "", date: "" }
    try { kept = { ...kept, ...JSON.parse(sessionStorage.getItem(keep) || "{}") } } catch { /* a browser that keeps nothing */ }

    const today = new Date()
    const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map(each => String(each).padStart(2, "0")).join("-")
    const dimensions = form.dimensions.map(([id, levels, asks]) => {
      const holder = document.querySelector(`[data-coehub-dimension="${CSS.escape(id)}"]`)
      const names = levels.map(level => holder.querySelector(`[data-level="${CSS.escape(level)}"]`).textContent)
      return { id, levels, asks, holder, names, title: holder.dataset.title }
    })
    const statement = id => document.getElementById(id).querySelector(".coehub-criterion__says").textContent.trim()

    /* A group of radio buttons; its legend is what is asked. */
    function choice(name, legend, options, chosen, changed) {
      const group = make("fieldset", { class: "coehub-choice" }, make("legend", {}, ...legend))
      for (const [value, label] of options) {
        const input = make("input", { type: "radio", name, value })
        input.checked = value === chosen
        input.addEventListener("change", () => { changed(value); show() })
        group.append(make("label", {}, input, " " + label))
      }
      return group
    }

    function ask(id) {
      const item = document.getElementById(id)
      const says = item.querySelector(".coehub-criterion__says")
      const question = item.querySelector(".coehub-criterion__asks")
      const worded = word => item.querySelector(`[data-word="${CSS.escape(word)}"]`)?.textContent
      const options = [...grades.keys()].map(word => [word, labels.get(word) + (worded(word) ? `: ${worded(word)}` : "")])
      options.push([form.not_applicable, words.not_applicable], ["", words.none])
      const legend = (question || says).cloneNode(true).childNodes
      item.querySelector("fieldset")?.remove()
      const group = choice(`answer-${id}`, [...legend], options, kept.answers[id] || "", word => {
        if (word) kept.answers[id] = word
        else delete kept.answers[id]
      })
      // The statement stands above already; where it is the question too, only screen readers hear the legend.
      if (!question) group.querySelector("legend").className = "coehub-visually-hidden"
      else question.hidden = true
      says.after(group)
    }

    function estimate(dimension) {
      dimension.holder.querySelector(":scope > fieldset")?.remove()
      const options = [...dimension.levels.map((level, index) => [level, dimension.names[index]]), ["", words.none]]
      dimension.holder.append(choice(`rating-${dimension.id}`, [words.estimate], options, kept.ratings[dimension.id] || "", level => {
        if (level) kept.ratings[dimension.id] = level
        else delete kept.ratings[dimension.id]
      }))
    }

    const asked = dimension => dimension.asks.flat()
    const counts = id => kept.answers[id] === form.not_applicable ? [] : [grades.get(kept.answers[id]) || 0]

    function place(dimension) {
      if (!asked(dimension).length) {
        const index = dimension.levels.indexOf(kept.ratings[dimension.id])
        return index < 0 ? null : index + 1
      }
      if (!asked(dimension).some(id => kept.answers[id])) return null
      return position(dimension.asks.map(level => level.flatMap(counts)), form.score, form.enough)
    }

    /* Every value is a word that the page gave, so that the text needs no quoting. */
    function yaml() {
      const team = kept.team || words.yours
      const part = (name, values) => {
        const lines = Object.entries(values).map(([key, value]) => `  ${key}: ${value}`)
        return lines.length ? [`${name}:`, ...lines] : []
      }
      const order = (values, ids) => Object.fromEntries(ids.filter(id => values[id]).map(id => [id, values[id]]))
      const path = `${folder}/assessments/${form.model}/${team}/${kept.date || day}.yml`
      const ids = dimensions.map(each => each.id)
      const lines = [`# ${path}`, ...part("answers", order(kept.answers, dimensions.flatMap(asked))),
        ...part("ratings", order(kept.ratings, ids)), ...part("target_level", order(kept.targets, ids))]
      return { path, text: lines.join("\n") + "\n" }
    }

    const begin = make("button", { type: "button", class: "md-button md-button--primary" }, words.begin)
    const team = make("select", { class: "coehub-filter__control" }, make("option", { value: "" }, "–"),
      ...teams.map(([id, title]) => make("option", { value: id }, title)))
    const date = make("input", { type: "date", class: "coehub-filter__control", value: day })
    const said = make("p", { role: "status", "aria-live": "polite", class: "coehub-answer" })
    const body = make("tbody", {})
    const text = make("textarea", { readonly: "", rows: "12", class: "coehub-assess__text", spellcheck: "false", "aria-label": words.text })
    const where = make("p", {})
    const copy = make("button", { type: "button", class: "md-button" }, words.copy)
    const take = make("button", { type: "button", class: "md-button" }, words.download)
    const clear = make("button", { type: "button", class: "md-button" }, words.clear)
    const heads = [words.dimension, words.level, words.answered, words.target].map(each => make("th", { scope: "col" }, each))
    const panel = make("div", { class: "coehub-assess__panel" },
      make("div", { class: "coehub-filter" },
        make("label", { class: "coehub-filter__field" }, make("span", {}, words.team), team),
        make("label", { class: "coehub-filter__field" }, make("span", {}, words.date), date)),
      make("p", { class: "coehub-assess__title" }, make("strong", {}, words.profile)), said,
      make("div", { class: "md-typeset__scrollwrap" }, make("div", { class: "md-typeset__table" },
        make("table", {}, make("thead", {}, make("tr", {}, ...heads)), body))),
      where, text, make("p", { class: "coehub-assess__buttons" }, copy, " ", take, " ", clear))

    /* The page brings the radar with its axes, empty; each axis is a line from the centre to its end. Few or many axes: no radar. */
    const holder = box.querySelector("template")
    const radar = holder.content.firstElementChild?.cloneNode(true)
    if (radar) said.after(radar)

    function draw() {
      radar.querySelectorAll("[data-drawn]").forEach(each => each.remove())
      const shape = (tag, attributes) => {
        const element = document.createElementNS(radar.namespaceURI, tag)
        for (const [name, value] of Object.entries({ ...attributes, "data-drawn": "" })) element.setAttribute(name, value)
        radar.append(element)
      }
      const axes = [...radar.querySelectorAll("line")].map(line => ["x1", "y1", "x2", "y2"].map(name => Number(line.getAttribute(name))))
      const on = (index, share) => {
        const [x1, y1, x2, y2] = axes[index]
        return [x1 + share * (x2 - x1), y1 + share * (y2 - y1)]
      }
      const ordered = holder.dataset.axes.trim().split(" ").map(id => dimensions.find(each => each.id === id))
      const shares = ordered.map(each => place(each) === null ? null : place(each) / each.levels.length)
      if (shares.every(each => each === null)) return
      shape("polygon", { class: "coehub-chart__line coehub-radar__now", points: shares.map((share, index) => on(index, share ?? 0)).join(" ") })
      ordered.forEach((each, index) => {
        const aim = each.levels.indexOf(kept.targets[each.id]) + 1
        if (aim) {
          const [x, y] = on(index, aim / each.levels.length)
          shape("path", { class: "coehub-radar__target", d: `M${x} ${y - 6}l6 6l-6 6l-6 -6z` })
        }
        if (shares[index] === null) return
        const [cx, cy] = on(index, shares[index])
        shape("circle", { class: "coehub-radar__point", cx, cy, r: 3.5 })
      })
    }

    function target(dimension, at) {
      const ahead = dimension.levels.map((level, index) => [level, dimension.names[index], index + 1]).filter(each => each[2] > (at ?? 0))
      if (at !== null && !ahead.some(([level]) => level === kept.targets[dimension.id])) delete kept.targets[dimension.id]
      if (!ahead.length) return "–"
      const control = make("select", { class: "coehub-filter__control", "aria-label": `${words.target}: ${dimension.title}` },
        make("option", { value: "" }, "–"), ...ahead.map(([level, name]) => make("option", { value: level }, name)))
      control.value = kept.targets[dimension.id] || ""
      control.addEventListener("change", () => {
        if (control.value) kept.targets[dimension.id] = control.value
        else delete kept.targets[dimension.id]
        write()
      })
      return control
    }

    function next(dimension, level, unfolded) {
      if (level >= dimension.levels.length) return words.top
      const open = dimension.asks[level].filter(id => kept.answers[id] !== form.not_applicable && (grades.get(kept.answers[id]) || 0) < 1)
      if (!open.length) return ""
      return make("details", { class: "coehub-how", ...(unfolded ? { open: "" } : {}) }, make("summary", {}, words.next),
        make("ul", {}, ...open.map(id => make("li", {}, make("a", { href: "#" + id }, statement(id))))))
    }

    function show() {
      const unfolded = new Set([...body.querySelectorAll("details[open]")].map(each => each.closest("tr").dataset.dimension))
      const reached = []
      body.replaceChildren(...dimensions.map(dimension => {
        const at = place(dimension)
        const level = at === null ? null : Math.floor(at + NEARLY)
        const name = at === null ? "–" : level ? dimension.names[level - 1] : "0 " + words.below
        const ids = asked(dimension)
        const number = ids.filter(id => kept.answers[id]).length
        if (at !== null) reached.push(`${dimension.title}: ${name}`)
        const row = make("tr", { "data-dimension": dimension.id, "data-position": at === null ? "" : String(Math.round(at * 1e6) / 1e6) },
          make("th", { scope: "row" }, dimension.title),
          make("td", {}, name, ...(level === null ? [] : [make("br", {}), next(dimension, level, unfolded.has(dimension.id))])),
          make("td", {}, ids.length ? `${number}/${ids.length}` : at === null ? "0/1" : "1/1"),
          make("td", {}, target(dimension, at)))
        return row
      }))
      const all = dimensions.flatMap(asked)
      const so_far = words.so_far.replace("{answered}", all.filter(id => kept.answers[id]).length).replace("{asked}", all.length)
      said.textContent = [so_far, ...reached].join(" · ")
      write()
    }

    function write() {
      const { path, text: made } = yaml()
      cleared()
      copied()
      if (radar) draw()
      text.value = made
      const [before, after] = words.file.split("{path}")
      where.replaceChildren(before, make("code", {}, path), after)
      try { sessionStorage.setItem(keep, JSON.stringify(kept)) } catch { /* a browser that keeps nothing */ }
    }

    function start() {
      dimensions.forEach(dimension => asked(dimension).length ? asked(dimension).forEach(ask) : estimate(dimension))
      begin.replaceWith(panel)
      team.value = teams.some(([id]) => id === kept.team) ? kept.team : ""
      date.value = kept.date || day
      show()
      team.focus()
    }

    begin.addEventListener("click", start)
    team.addEventListener("change", () => { kept.team = team.value; write() })
    date.addEventListener("change", () => { kept.date = date.value; write() })
    take.addEventListener("click", () => download(`${kept.date || day}.yml`, text.value))
    const copied = copying(copy, text, words)
    const cleared = asking(clear, words.sure, () => {
      kept = { answers: {}, ratings: {}, targets: {}, team: kept.team, date: kept.date }
      dimensions.forEach(dimension => asked(dimension).length ? asked(dimension).forEach(ask) : estimate(dimension))
      show()
    })
    box.append(begin)
    if (Object.keys(kept.answers).length || Object.keys(kept.ratings).length) start()
  }

  function start() {
    const data = told("coehub-assess-data")
    if (data) everywhere("[data-coehub-assess]", box => assess(box, data))
  }

  if (typeof document$ !== "undefined") document$.subscribe(start) // Material, with instant navigation too
  else start()
})()
