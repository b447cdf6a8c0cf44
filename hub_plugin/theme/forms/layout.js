/* New YAML in the house's style, and where the pieces of YAML that is there already begin and end. */
import { Document, Pair, Scalar, YAMLMap, YAMLSeq, isAlias, isCollection, isMap, isSeq, parseDocument } from "./yaml.js";

/* Everything stays text, as our own reader has it: `no`, `2.0`, `1.10` and `12:30` are what stands there. */
const AS_TEXT = { schema: "failsafe", keepSourceTokens: true, uniqueKeys: true };
const IN_BRACES = /^[^\s,:{}[\]#&*!|>'"%@`?-][^,:{}[\]#&*!|>'"%@`\n]*$/; // a text that stays itself in a flow collection
const NULL = /^(~|null|Null|NULL)$/;
const CONFLICT = /^((<{7}|>{7})( .*)?|={7})$/m;

export class Refused extends Error {}

/** Read YAML. Throws `Refused`, with the line, for what cannot be read or edited without loss. */
export function parsed(text) {
  const conflict = CONFLICT.exec(text);
  if (conflict) throw new Refused(`a merge conflict has not been resolved at line ${text.slice(0, conflict.index).split("\n").length}: keep one side and take the markers out`);
  const document = parseDocument(text, AS_TEXT);
  const [error] = document.errors;
  if (error) throw new Refused(error.message.split("\n")[0].replace(/:$/, ""));
  let strange = "";
  const look = (node) => {
    if (!node) return;
    if (node.anchor || (node.tag && !/^tag:yaml\.org,2002:(str|map|seq)$/.test(node.tag)) || isAlias(node))
      strange = "an anchor, alias or tag";
    for (const item of isCollection(node) ? node.items : []) {
      look(isMap(node) ? item.key : item);
      if (isMap(node)) look(item.value);
    }
  };
  look(document.contents);
  if (strange) throw new Refused(`it holds ${strange}`);
  return document.contents;
}

/** Whether a node holds nothing, as in `key:`. */
export const blank = (node) => !node || (!isCollection(node) && (node.value === "" || node.value === null) && !quoted(node));
const quoted = (node) => node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE;

/** Whether there are comments inside of braces or brackets. */
export const commented = (node) => isCollection(node) && node.flow && JSON.stringify(node.srcToken.items).includes('"type":"comment"');

/** Where what a node says ends: blank lines behind a block of text are not part of it. */
export function endOf(text, node) {
  if (isCollection(node) && !node.flow && node.items.length) {
    const last = node.items.at(-1);
    if (isSeq(node)) return blank(last) ? dashes(node).at(-1) + 1 : endOf(text, last);
    return blank(last.value) ? text.indexOf(":", last.key.range[1]) + 1 : endOf(text, last.value);
  }
  let end = node.range[1];
  if (!isBlockText(node)) return end;
  while (/\n[ \t]*\n?$/.test(text.slice(node.range[0], end))) end = text.lastIndexOf("\n", end - 1);
  return end;
}

export const isBlockText = (node) => node?.type === Scalar.BLOCK_LITERAL || node?.type === Scalar.BLOCK_FOLDED;

/** Where the dashes of a block sequence stand. */
export const dashes = (node) => node.srcToken.items.map((item) => item.start.find((token) => token.type === "seq-item-ind").offset);

/** The pieces of a block collection: each from its key or dash to the end of its last line, with what stands between them. */
export function pieces(text, node) {
  const starts = isSeq(node) ? dashes(node) : node.items.map((pair) => pair.key.range[0]);
  const ends = node.items.map((item, index) => {
    const value = isSeq(node) ? item : item.value;
    const end = blank(value) ? (isSeq(node) ? starts[index] + 1 : text.indexOf(":", item.key.range[1]) + 1) : endOf(text, value);
    const line = text.indexOf("\n", end);
    return line < 0 ? text.length : line + 1;
  });
  return starts.map((start, index) => ({ start, end: ends[index], between: index ? text.slice(ends[index - 1], lineOf(text, start)) : "" }));
}

export const lineOf = (text, offset) => text.lastIndexOf("\n", offset - 1) + 1;
export const columnOf = (text, offset) => offset - lineOf(text, offset);

/* What is new is made of plain data: texts, lists, and maps as [key, value] in order. */
export class Entries extends Array {}

/** A value in the author's own words: YAML that is taken over as it is. */
export class AsWritten {
  constructor(text) {
    this.text = text;
    try {
      this.node = parsed(text);
      const swallowed = blank(this.node) || (!isCollection(this.node) && text.slice(this.node.range[1]).includes("#"));
      if (swallowed) throw new Refused("what stands behind a # is a comment");
    } catch (error) {
      throw new Refused(`'${text.split("\n")[0].slice(0, 60)}' cannot be read: ${error.message}. Put words with special signs into quotes`);
    }
    this.own = isCollection(this.node) && !this.node.flow;
  }
  behind(column) {
    const lines = this.text.split("\n");
    const deep = isCollection(this.node) ? 2 : Math.min(2, ...lines.slice(1).map((line) => line.search(/\S|$/)));
    const pad = " ".repeat(this.own ? column : Math.max(0, column - deep));
    const made = lines.map((line, index) => (line && (index || this.own) ? pad + line : line)).join("\n");
    return this.own ? `\n${made}` : ` ${made}`;
  }
}

function node(value) {
  if (value instanceof AsWritten) return value.node;
  if (value instanceof Entries) {
    const map = new YAMLMap();
    for (const [key, each] of value) map.items.push(new Pair(node(String(key)), node(each)));
    return map;
  }
  if (Array.isArray(value)) {
    const list = new YAMLSeq();
    list.items = value.map(node);
    list.flow = value.flow === true && value.every((each) => typeof each === "string" && !each.includes("\n"));
    return list;
  }
  const made = new Scalar(String(value));
  if (NULL.test(made.value)) made.type = Scalar.QUOTE_DOUBLE;
  if (value.style) made.type = value.style;
  else if (made.value.includes("\n")) made.type = Scalar.BLOCK_LITERAL;
  return made;
}

/* Printed under a key, because a text of several lines has no margin of its own. */
function printed(value) {
  const map = new YAMLMap();
  map.items.push(new Pair(new Scalar("x"), node(value)));
  const made = new Document(map, { schema: "failsafe" }).toString({ lineWidth: value.width ?? 0, flowCollectionPadding: false });
  return made.slice(2).replace(/\n$/, "").replace(/^( |\n  )/, "").replace(/\n  /g, "\n");
}

/** Lines of a new value, at the margin. */
export const lines = (value) => printed(value).split("\n");

/** A new text on one line, for a place inside braces or brackets. */
export function inBraces(value) {
  return IN_BRACES.test(value) && !/\s$/.test(value) && !NULL.test(value) ? value : JSON.stringify(value);
}

/** Whether a value may stand in braces as it is: ids, dates, numbers, addresses, a few words. */
export const fitsBraces = (value) => typeof value === "string" && (IN_BRACES.test(value) || /^https?:\/\/[^\s,{}[\]]+$/.test(value));

/** What stands behind `key:` or `-`: a space and a text, or lines of their own, so many columns in. */
export function behind(value, column, dash = false) {
  if (value instanceof AsWritten) return value.behind(column);
  const made = lines(value);
  const pad = " ".repeat(column);
  const own = (value instanceof Entries || Array.isArray(value)) && !(value.flow && made.length === 1) && !dash;
  const rest = made.map((line, index) => (line && (index || own) ? pad + line : line)).join("\n");
  return own ? `\n${rest}` : ` ${rest}`;
}

/** A paragraph of a folded text that says what it said keeps its lines.
 *
 * `made` is how the new text is printed, `old` how the old one stands in the file. */
export function folded(made, old, column) {
  const pad = " ".repeat(column);
  const paragraphs = (lines) => lines.join("\n").split("\n\n").map((each) => each.split("\n").map((line) => line.trimStart()));
  const before = paragraphs(old.split("\n").slice(1)), [head, ...rest] = made.split("\n");
  if (rest.some((line) => /^\s/.test(line.replace(pad, "")))) return made; // what is indented is not folded
  const kept = paragraphs(rest).map((now) => before.find((was) => was.join(" ") === now.join(" ")) ?? now);
  return [head, kept.map((lines) => lines.map((line) => line && pad + line).join("\n")).join("\n\n")].join("\n");
}
