/* How words are compared: without case, accents and width; and how a text without spaces falls into words.
   Stands before the theme's own search script (see teaching.js), and runs in Node.js in tests. */
const coehubFolding = (() => {
  "use strict"

  /* Letters that Unicode takes for letters of their own, and readers for another one with a stroke or a twin. */
  const TWINS = {
    ß: "ss", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ı: "i", ħ: "h", ŧ: "t", ŋ: "n", ĸ: "k", ſ: "s"
  }
  const MARKS = /[\u0300-\u036f]/g // of Latin, Greek and Cyrillic letters; elsewhere a mark may be a vowel
  const TWIN = new RegExp(`[${Object.keys(TWINS).join("")}]`, "g")
  const PLAIN = /^[\x00-\x7f]*$/

  /* Who has no key for ü writes ue. In German both are compared as u, in the text and in what is asked; but not where the e is
     a sound of its own: neue, Frauen, Quelle. A word such as "aktuell" is compared as "aktull" on both sides, and found. */
  const UMLAUT = /([ao])e|(^|[^aeioq])ue/g
  function joined(text) {
    if (typeof coehubGerman === "undefined") return text
    const made = text.replace(UMLAUT, (all, vowel, before) => vowel ?? before + "u")
    return made === text ? text : joined(made) // säen, saeen: what is folded stays so
  }

  /* Scripts that leave no space between words; with the signs that stand for a character: 々 〇 ー. */
  const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}々〇ー]+/gu
  const SIGNED = new RegExp(`([+-]|(?:title|text|tags):)?${UNSPACED.source}`, "gu")
  const ENTITY = /&(amp|lt|gt|quot|#39);/g
  const SIGNS = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" }
  const EDGES = /^[^\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+$/gu

  /* Stands behind the last character of a run, which begins no pair. So it is a word that a search for that character finds. */
  const END = "\u200b"

  const folded = new Map() // words come again and again

  /* A text as it is compared. */
  function fold(text) {
    const lower = text.toLowerCase()
    if (PLAIN.test(lower)) return joined(lower)
    if (!folded.has(lower)) {
      const bare = lower.normalize("NFKD").replace(MARKS, "").replace(TWIN, letter => TWINS[letter])
      folded.set(lower, joined(bare).normalize("NFC"))
    }
    return folded.get(lower)
  }

  /* The runs of a text without spaces: [at, characters]. */
  const runs = text => [...text.matchAll(UNSPACED)].map(found => [found.index, [...found[0]]])

  /* Every two neighbours of a run; a character alone is its own. */
  const pairs = run => run.length < 2 ? [run.join("")] : run.slice(1).map((each, i) => run[i] + each)

  /* What is indexed of a word that stood between two separators, as [at, length, word]: without what surrounds it,
     and each character of a run with the one behind it. Words that need none of it give undefined. */
  function pieces(word) {
    if (/^[a-z0-9]+$/.test(word)) return undefined
    const text = word.replace(ENTITY, (all, name) => SIGNS[name].padEnd(all.length, "\0")) // each letter keeps its place
    const found = []
    let from = 0
    for (const [at, run] of runs(text)) {
      add(found, text, from, at)
      from = at
      run.forEach((character, i) => {
        found.push([from, character.length, character + (run[i + 1] ?? END)])
        from += character.length
      })
    }
    add(found, text, from, text.length)
    const same = found.length === 1 && found[0][1] === word.length && found[0][2] === word
    return same ? undefined : found
  }

  function add(found, text, from, until) {
    const whole = text.slice(from, until), word = whole.replace(EDGES, "")
    if (word) found.push([from + whole.indexOf(word), word.length, word.replaceAll("\0", "")])
  }

  /* The shortest beginning of a written word that is compared as `start`. */
  function beginning(written, start) {
    let end = 0
    for (const each of written) {
      if (fold(written.slice(0, end)).length >= start.length && !each.match(MARKS)) break
      end += each.length
    }
    return written.slice(0, end)
  }

  /* A query as the theme's search shall read it: folded, runs as pairs. The signs of its own language stay: + - : ~ ^ * ". */
  function asked(query, segmented) {
    const words = query.replace(/[^\p{L}\p{N}\p{M}\x00-\x7f]+/gu, " ")
    const split = segmented ? words : words.replace(SIGNED, (all, sign = "") => {
      return ` ${pairs([...all.slice(sign.length)]).map(pair => sign + pair).join(" ")} `
    })
    return fold(split).replace(/[.;!?,]+(?=\s|$)/g, "").replace(/\s+/g, " ").trim()
  }

  return { END, asked, beginning, fold, pairs, pieces, runs }
})()
if (typeof module !== "undefined") module.exports = coehubFolding
