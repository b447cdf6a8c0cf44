/* Does with files what the form tool does with them: reads JSON jobs, writes JSON answers, one for one. */
import { complete } from "./choices.js";
import { read, write } from "./rewriting.js";

let text = "";
for await (const chunk of process.stdin) text += chunk;

const done = JSON.parse(text).map(({ source, shape, body, data, options, chosen }) => {
  try {
    if (options) return { options: complete(options, chosen) };
    return data === undefined ? { data: read(source, shape, body) } : { text: write(source, shape, body, data) };
  } catch (error) {
    return { refused: error.constructor.name === "Refused" ? error.message : `CRASH ${error.stack}` };
  }
});
process.stdout.write(JSON.stringify(done));
