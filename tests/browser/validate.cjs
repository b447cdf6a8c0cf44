// {page: html} on stdin → {page: [[rule, line, message]]} on stdout. "standard" holds the rules of HTML itself and no matters of style.
const { HtmlValidate } = require("html-validate")
const { readFileSync } = require("node:fs")

// … but for ">" in a text, which HTML allows.
const judge = new HtmlValidate({ root: true, extends: ["html-validate:standard"], rules: { "no-raw-characters": "off" } })
const pages = JSON.parse(readFileSync(0, "utf8"))

async function main() {
  const found = {}
  for (const [page, html] of Object.entries(pages)) {
    const report = await judge.validateString(html, page)
    found[page] = report.results.flatMap(each => each.messages.map(one => [one.ruleId, one.line, one.message]))
  }
  process.stdout.write(JSON.stringify(found))
}

main()
