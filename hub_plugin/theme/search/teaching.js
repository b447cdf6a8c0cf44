/* Teaches lunr, which Material and MkDocs search with, to compare words as folding.js does. Stands before the script of their worker.

   In:  a query is rewritten before their script reads it.
        Each word of the index is trimmed, split and folded; where it stands in the text is kept, so that it can be marked there.
   Out: what was found is told in the words of the text and of the reader, not in folded ones. */
(() => {
  "use strict"
  const { END, asked, beginning, fold, pairs, pieces, runs } = coehubFolding
  if (typeof importScripts !== "function") return // not in a worker: a browser without workers searches as it always did

  const spellings = new Map() // a folded word → how it is written in the texts, if otherwise
  const stopped = [] // lunr's functions that leave out words such as "and"
  let taught = false // stays so with an index that was made elsewhere: its words are not folded, so queries must not be
  let query = { text: "", runs: [], words: new Map() }

  /* lunr comes as a global, sooner or later. */
  let lunr
  Object.defineProperty(self, "lunr", { configurable: true, get: () => lunr, set: found => { teach(lunr = found) } })

  function teach(lunr) {
    const { add } = lunr.Builder.prototype, { search } = lunr.Index.prototype
    const folding = token => token.update(fold)
    lunr.Pipeline.registerFunction(folding, "coehub-folding")

    /* The first document comes when everything else is settled. */
    lunr.Builder.prototype.add = function (...document) {
      if (!this.coehub) {
        const split = this.tokenizer
        this.tokenizer = (...text) => fitted(lunr, split(...text))
        settle(lunr, this.pipeline, folding)
        this.coehub = taught = true
      }
      return add.apply(this, document)
    }
    lunr.Index.prototype.search = function (...words) {
      return sifted(search.apply(this, words))
    }
  }

  /* Words that are left out are written with their accents, so folding comes behind them; and before the stemmer, on which a
     query without accents must come out the same. Trimmers know the letters of one language only: we have trimmed already. */
  function settle(lunr, pipeline, folding) {
    const label = step => step.label || ""
    const steps = pipeline._stack.filter(step => !/trimmer/i.test(label(step)))
    steps.forEach((step, i) => {
      if (!/stopword/i.test(label(step))) return
      steps[i] = token => step(COMMAS.test(token.str) ? new lunr.Token(cedillas(token.str)) : token) && token
      lunr.Pipeline.registerFunction(steps[i], `coehub-${label(step)}`)
      stopped.push(steps[i])
    })
    const stemmer = steps.findIndex(step => /stemmer/i.test(label(step)))
    steps.splice(stemmer < 0 ? steps.length : stemmer, 0, folding)
    pipeline.reset()
    pipeline.add(...steps)
  }

  /* As lunr's list of Romanian words that are left out has them; texts are written with commas, if they are written well. */
  const COMMAS = /[șț]/
  const cedillas = word => word.replaceAll("ș", "ş").replaceAll("ț", "ţ")

  /* The words of a text, trimmed and split. */
  function fitted(lunr, tokens) {
    if (lunr.segmenter) return tokens.map(known) // Japanese, which Material splits by a dictionary
    const placed = tokens.every(token => typeof token.metadata.position === "number"), table = lunr.tokenizer.table
    const split = new Map()
    for (const token of tokens) {
      const found = pieces(token.str)
      if (found && !(placed && trimmed(table, token, found))) split.set(token, found)
    }
    const fit = !split.size ? tokens : placed ? inTable(lunr, table, tokens, split)
      : tokens.flatMap(token => made(lunr, token, split, () => token.metadata.position))
    return fit.map(known)
  }

  const made = (lunr, token, split, place) =>
    split.has(token) ? split.get(token).map((piece, i) => new lunr.Token(piece[2], { ...token.metadata, position: place(i) })) : [token]

  /* Material notes where words stand in a table: rows of start << 12 | length << 2 | kind, one for each piece of HTML; a word's
     position is row << 20 | column. It marks from the first to the last column, so these must stay where they were.
     Most words lose a comma at their end and keep their place: */
  function trimmed(table, token, [piece, ...more]) {
    const { position } = token.metadata, row = table[position >>> 20], column = position & 0xfffff
    if (!piece || more.length || piece[0] && !column) return false
    const start = row[column] >>> 12, end = start + (row[column] >>> 2 & 0x3ff), kind = row[column] & 3
    row[column] = start + piece[0] << 12 | piece[1] << 2 | kind
    if (column === row.length - 1) row.push(end << 12 | kind)
    token.str = piece[2]
    return true
  }

  /* For the others, rows are made anew. */
  function inTable(lunr, table, tokens, split) {
    const at = new Map(tokens.map(token => [token.metadata.position, token])), fit = []
    table.forEach((row, number) => {
      const columns = []
      row.forEach((entry, column) => {
        const token = at.get(number << 20 | column)
        const start = entry >>> 12, length = entry >>> 2 & 0x3ff, kind = entry & 3
        if (!split.has(token)) {
          columns.push(entry)
          if (token) fit.push(moved(token, number << 20 | columns.length - 1))
          return
        }
        if (!column) columns.push(start << 12 | kind)
        const first = columns.length
        for (const [from, long] of split.get(token)) columns.push(start + from << 12 | long << 2 | kind)
        fit.push(...made(lunr, token, split, i => number << 20 | first + i))
        if (column === row.length - 1) columns.push(start + length << 12 | kind)
      })
      table[number] = columns
    })
    return fit
  }

  function moved(token, position) {
    token.metadata.position = position
    return token
  }

  /* Remembers how a word is written. */
  function known(token) {
    const written = token.str, folded = fold(written)
    if (folded === written) return token
    if (!spellings.has(folded)) spellings.set(folded, new Set())
    spellings.get(folded).add(written)
    return token
  }

  /* Where something has all pairs of a run, what has only some of them is left out: 会议纪要 is no search for 会议.
     Then each pair is marked with both its characters, and none twice. */
  function sifted(results) {
    const wanted = new Set(query.runs.flat().filter(pair => [...pair].length > 1))
    let left = results
    for (const run of query.runs.filter(run => run.length > 1)) {
      const has = ({ matchData: { metadata } }) => run.every(pair => pair in metadata)
      if (!results.some(has)) continue
      const others = new Set(query.runs.filter(other => other !== run).flat())
      for (const { matchData: { metadata } } of left.filter(each => !has(each)))
        for (const pair of run) if (!others.has(pair)) delete metadata[pair]
      left = left.filter(({ matchData }) => Object.keys(matchData.metadata).length)
    }
    for (const { matchData: { metadata } } of left) {
      const seen = new Map()
      for (const [term, fields] of Object.entries(metadata))
        for (const [field, match] of Object.entries(fields)) {
          if (typeof match.position?.[0] !== "number") continue
          if (!seen.has(field)) seen.set(field, new Set())
          const places = seen.get(field), all = wanted.has(term) ? match.position.flatMap(at => [at, at + 1]) : match.position
          match.position = all.filter(at => !places.has(at) && places.add(at))
        }
    }
    return left
  }

  /* Which words of the query an entry has, in its own spelling, because its page marks them; and which it lacks, in the reader's. */
  function told(terms) {
    const found = {}
    for (const run of query.runs) {
      const text = [...run.map(pair => [...pair][0]).join(""), ...[...run.at(-1)].slice(1)]
      const has = text.map((_, i) => [run[i - 1], run[i]].some(pair => pair && terms[pair]))
      for (const [part, there] of grouped(text, has)) found[part] = there
    }
    for (const [term, there] of Object.entries(terms)) {
      if (query.runs.some(run => run.includes(term))) continue
      const typed = query.words.get(term) ?? term
      if (there) for (const written of writtenAs(term)) found[written] = true
      else if (!stopped.some(step => step(new lunr.Token(typed)) === undefined)) found[typed] = false
    }
    return found
  }

  function grouped(text, has) {
    const groups = []
    text.forEach((character, i) => {
      if (i && has[i] === has[i - 1]) groups.at(-1)[0] += character
      else groups.push([character, has[i]])
    })
    return groups
  }

  function writtenAs(term) {
    const found = new Set([term])
    for (const [folded, all] of spellings)
      if (folded.startsWith(term)) for (const written of all) found.add(beginning(written, term))
    return found
  }

  /* What a search for a title's beginning may go on with, as the reader has begun it. */
  function suggested(words) {
    const last = query.text.split(/[\s-]+/).at(-1).toLowerCase(), start = fold(last)
    return words.filter(word => !word.endsWith(END)).map(word => {
      const written = [...spellings.get(word) ?? []].find(each => each.startsWith(last))
      return written ?? (word.startsWith(start) ? last + word.slice(start.length) : word)
    })
  }

  const joined = text => typeof text === "string" ? text.replaceAll("</mark><mark>", "") : Array.isArray(text) ? text.map(joined) : text

  /* Their messages: Material sends the query as data and gets items, MkDocs sends it as query and gets documents. */
  self.addEventListener("message", ({ data }) => {
    const name = typeof data?.query === "string" ? "query" : "data"
    if (!taught || typeof data?.[name] !== "string") return
    const text = data[name].normalize("NFC"), segmented = Boolean(lunr.segmenter)
    const words = text.split(/[\s\-+:~^*"]+/).map(word => [fold(word), word])
    query = { text, words: new Map(words), runs: segmented ? [] : runs(text).map(([, run]) => pairs(run)) }
    data[name] = asked(text, segmented)
  })
  const post = self.postMessage.bind(self)
  self.postMessage = (message, ...rest) => {
    const { items, suggest } = message?.data ?? {}
    if (taught && Array.isArray(items)) {
      for (const item of items.flat()) Object.assign(item, {
        terms: told(item.terms ?? {}), title: joined(item.title), text: joined(item.text), ...item.tags && { tags: joined(item.tags) }
      })
      if (suggest) message.data.suggest = suggested(suggest)
    }
    post(message, ...rest)
  }
})()
