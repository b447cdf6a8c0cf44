/* Searches a large hub: loads what a query needs of the index, and lets the theme's own script search in that.
   Stands behind folding.js and before teaching.js, in the same file (docs/decisions/024-large-search.md).

   In:  for each word of the query, the lists of passages that have it; these are counted as lunr counts.
   Out: the entries of the best pages, handed to the theme's script as if they were its whole index, and then the query. */
(() => {
  "use strict"
  const { asked, fold, pieces, runs } = coehubFolding
  if (typeof importScripts !== "function") return

  const PAGES = 12   // Material shows ten, and more as one scrolls; with twenty, a phone waits half as long again
  const ENTRIES = 8  // of a page
  const PARTS = 3    // of an entry
  const WIDE = 8     // a beginning that stands in more files than these is looked for in titles only
  const WORDS = 24   // of a query, of which each loads its own lists
  const KEPT = 400   // files, in memory

  const FOUND = [1, 1.375, 1.571] // a word that stands once, twice or more often: (k + 1) n / (k + n) with lunr's k = 1.2

  const ours = new WeakSet() // messages that we send to the theme's script
  let settings // of the index, once the page has sent them
  let hear // takes the answer to such a message
  let turn = Promise.resolve() // one question after another
  const loaded = new Map()

  const post = self.postMessage.bind(self)
  self.postMessage = (message, ...rest) => hear ? hear(message) : post(message, ...rest)

  self.addEventListener("message", event => {
    if (ours.has(event)) return
    const { type, data } = event.data ?? {}
    if (type === 0) {
      settings = data.config.pieces ? data : undefined
      if (settings) piece("shape").catch(() => {}) // every query needs it, and the reader is still typing
    }
    if (type !== 2 || !settings) return
    event.stopImmediatePropagation()
    turn = turn.then(() => answered(data)).catch(fault => {
      console.warn(`The search index could not be loaded: ${fault.message}`)
      return { type: 3, data: { items: [] } }
    }).then(message => post(message))
  })

  /* Give the theme's script a message, and wait for what it says. */
  const told = message => new Promise(done => {
    const event = new MessageEvent("message", { data: message })
    ours.add(event)
    hear = answer => {
      hear = undefined
      done(answer)
    }
    self.dispatchEvent(event)
  })

  async function answered(query) {
    const best = await chosen(query).catch(async fault => {
      if (!(fault instanceof Gone)) throw fault
      await renew() // the site has been published anew since this page was opened
      return chosen(query)
    })
    if (!best.length) return { type: 3, data: { items: [] } }
    quiet()
    const { config, options } = settings
    await told({ type: 0, data: { config, options, docs: best.flatMap(page => page.docs) } })
    const message = await told({ type: 2, data: query })
    const home = ({ location }) => location.split("#")[0]
    const rank = new Map(best.map(({ docs }, i) => [home(docs[0]), i]))
    message.data.items.sort(([one], [other]) => rank.get(home(one)) - rank.get(home(other)))
    return message
  }

  /* The theme's script prepares itself anew for each query. What it loads and registers for that, it need not do twice. */
  function quiet() {
    const { Pipeline } = self.lunr
    Pipeline.registerFunction = (step, label) => { Pipeline.registeredFunctions[step.label = label] = step }
    if (quiet.done) return
    quiet.done = true
    const load = self.importScripts.bind(self), done = new Set()
    self.importScripts = (...scripts) => {
      const fresh = scripts.filter(each => !done.has(each) && done.add(each))
      if (fresh.length) load(...fresh)
    }
  }

  class Gone extends Error {}

  const SEARCH = new URL("../../../search/", self.location)

  async function fetched(address, options) {
    const answer = await fetch(address, options)
    if (answer.status === 404 || answer.status === 410) throw new Gone(address)
    if (!answer.ok) throw new Error(`${answer.status} for ${address}`)
    return answer.json()
  }

  function piece(name) {
    const address = new URL(`${settings.config.pieces.at}/${name}.json`, SEARCH)
    if (!loaded.has(address.href)) {
      if (loaded.size >= KEPT) loaded.clear()
      const found = fetched(address)
      found.catch(() => loaded.delete(address.href))
      loaded.set(address.href, found)
    }
    return loaded.get(address.href)
  }

  async function renew() {
    const { config } = await fetched(new URL("search_index.json", SEARCH), { cache: "reload" })
    if (config.pieces) settings = { ...settings, config }
  }

  /* The words of a query, as Material reads it: "+" must be there, "-" must not, "title:" looks there only, quotation marks are "+". */
  function clauses(query) {
    const text = asked(query.normalize("NFC").replace(/"([^"]*)"/g, (all, words) => words.replace(/(^|\s+)(?=\S)/g, " +")), false)
    const separator = new RegExp(settings.config.separator)
    return text.split(/\s+/).flatMap(each => {
      const [, sign, field, rest] = each.match(/^([+-]?)(?:(title|text|tags):)?(.*)$/su)
      const whole = sign !== "" && !rest.endsWith("*")
      const bare = rest.replace(/[~^]\d*$/, "").replace(/[*"]/g, "")
      return bare.split(separator).flatMap(part => {
        const found = runs(part).length ? undefined : pieces(part) // a run is in pairs already
        return found ? found.map(piece => piece[2]) : [part]
      }).map(word => ({ sign, field, whole, word: fold(word) }))
    }).filter(({ word }) => word).slice(0, WORDS)
  }

  /* Small words are in our lists, as the build does not know them; the theme's script leaves them out. A query for "with" finds "within". */
  function small() {
    const { lang, pipeline } = settings.config, { lunr } = self
    if (!pipeline.includes("stopWordFilter")) return () => false
    const filters = lang.map(each => (each === "en" ? lunr : lunr[each])?.stopWordFilter).filter(Boolean)
    return word => filters.some(filter => filter(new lunr.Token(word)) === undefined)
  }

  /* The files that hold the words that begin with another, or that word alone. */
  function stretch(starts, word, whole) {
    const last = end => {
      let low = 0, high = starts.length
      while (low < high) {
        const middle = low + high >> 1
        if (starts[middle] <= end) low = middle + 1
        else high = middle
      }
      return low - 1
    }
    const from = Math.max(last(word), 0), to = whole ? from : Math.max(last(word + "\uffff"), from)
    return starts.length ? Array.from({ length: to - from + 1 }, (_, i) => from + i) : []
  }

  async function lines(name, { word, whole }) {
    const files = stretch(settings.config.pieces[name], word, whole)
    if (name === "texts" && files.length > WIDE) return []
    const found = await Promise.all(files.map(each => piece(`${name}-${each}`)))
    const isSmall = small()
    return found.flat().filter(([each]) => (whole ? each === word : each.startsWith(word)) && !isSmall(each))
  }

  /* The best pages for a query, each with the entries that the theme's script shall search in, its own first. */
  async function chosen(query) {
    const words = clauses(query)
    if (!words.some(({ sign }) => sign !== "-")) return []
    const [shape, ...lists] = await Promise.all([
      piece("shape"),
      ...words.map(async clause => ({
        titles: clause.field === "text" ? [] : await lines("titles", clause),
        texts: clause.field === "title" || clause.field === "tags" ? [] : await lines("texts", clause)
      }))
    ])
    const places = placed(shape), { count } = places
    const score = new Float64Array(count), has = words.map(() => new Uint8Array(count))
    words.forEach((clause, i) => {
      for (const [at, worth] of counted(clause, lists[i], count)) {
        const entry = places.first[at] // a title, and what must be there or not, counts for the whole entry
        has[i][entry] = 1
        score[at] += worth
      }
    })
    return together(ranked(shape, places, words, has, score), places, score)
  }

  /* Each passage of a word, with what it is worth. */
  function* counted({ field }, { titles, texts }, count) {
    const boost = name => settings.config.fields[name]?.boost ?? 1
    const often = new Map() // a word → in how many fields it stands
    for (const [word, inTitles, inTags = []] of titles) often.set(word, inTitles.length + inTags.length)
    for (const [word, inTexts] of texts) often.set(word, (often.get(word) ?? 0) + inTexts.length)
    const rare = word => Math.log(1 + Math.abs((count - often.get(word) + 0.5) / (often.get(word) + 0.5)))
    for (const [word, ...fields] of titles)
      for (const [i, name] of ["title", "tags"].entries()) {
        if (field && field !== name) continue
        let at = 0
        for (const step of fields[i] ?? []) yield [at += step, rare(word) * boost(name)]
      }
    for (const [word, inTexts] of texts) {
      let at = 0
      for (const step of inTexts) {
        at += Math.floor(step / 3)
        yield [at, rare(word) * boost("text") * FOUND[step % 3]]
      }
    }
  }

  /* Of each passage: the first one of its entry, of its page; where a page ends; and in which file it stands. */
  function placed(shape) {
    if (shape.placed) return shape.placed
    const count = shape.pages.flat().reduce((all, parts) => all + parts, 0)
    const first = new Uint32Array(count), page = new Uint32Array(count), block = new Uint32Array(count), begins = []
    let at = 0
    shape.pages.forEach(entries => {
      const start = at
      for (const parts of entries)
        for (const entry = at; at < entry + parts; at++) {
          first[at] = entry
          page[at] = start
        }
    })
    at = 0
    shape.blocks.forEach((size, number) => {
      begins.push(at)
      block.fill(number, at, at += size)
    })
    return shape.placed = { count, first, page, block, begins }
  }

  /* The best pages with their entries. An entry counts as Material counts it: a page more than its headings, all words more than some;
     that a small word is missing counts nothing. */
  function ranked({ boosts }, { count, first, page }, words, has, score) {
    const pages = new Map(), small = words.map(({ word }) => !self.lunr.stopWordFilter(word))
    for (let at = 0; at < count;) {
      const entry = at
      let best = 0
      for (; at < count && first[at] === entry; at++) best = Math.max(best, score[at])
      if (!best) continue
      let wanted = 0, there = 0, out = false
      words.forEach(({ sign }, i) => {
        const found = has[i][entry]
        if (sign === "-" ? found : sign === "+" && !found) out = true
        if (sign === "-") return
        there += found
        wanted += found || !small[i]
      })
      if (out) continue
      const worth = best * (boosts[entry] ?? 1) * (1 + ((page[entry] === entry) + there / wanted) ** 2)
      if (!pages.has(page[entry])) pages.set(page[entry], [])
      pages.get(page[entry]).push({ worth, entry, until: at })
    }
    const found = [...pages].map(([start, entries]) => {
      entries.sort((one, other) => other.worth - one.worth)
      return { start, worth: entries[0].worth, entries: entries.slice(0, ENTRIES) }
    })
    return found.sort((one, other) => other.worth - one.worth || one.start - other.start).slice(0, PAGES)
  }

  /* The passages of an entry in which most stands, in their order; its first, if it is found by its title only. */
  function parts(from, until, score) {
    const all = Array.from({ length: until - from }, (_, i) => from + i)
    const best = all.filter(at => score[at]).sort((one, other) => score[other] - score[one]).slice(0, PARTS)
    return best.sort((one, other) => one - other)
  }

  /* The pages with what is read there. */
  async function together(pages, { block, begins }, score) {
    const passage = async at => (await piece(`passages-${block[at]}`))[at - begins[block[at]]]
    return Promise.all(pages.map(async ({ start, entries }) => {
      const wanted = entries.sort((one, other) => one.entry - other.entry).map(({ entry, until }) => parts(entry, until, score))
      if (wanted[0][0] !== start && !entries.some(each => each.entry === start)) wanted.unshift([start])
      return { docs: await Promise.all(wanted.map(async parts => {
        const read = await Promise.all(parts.map(passage))
        return { ...read[0], text: read.map(each => each.text).join(" … ") }
      })) }
    }))
  }
})()
