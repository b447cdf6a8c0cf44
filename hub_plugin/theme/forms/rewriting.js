/* One record, from its file to a form and back: only the lines of what was changed are touched.
 *
 * A form tool hands back all that a form holds, and would print it anew. Here what it hands back is compared with what
 * the file said, and only what differs is written, piece by piece. What the form does not know stays as it is, and so do
 * comments, order, quotes and layout. The result is read again: where it does not say what the form says, nothing is
 * written and the author is told.
 */
import { isCollection, isMap, isSeq } from "./yaml.js";
import { differing, matched, same } from "./comparing.js";
import { behind, blank, columnOf, commented, endOf, fitsBraces, folded, inBraces, isBlockText, lineOf, lines, parsed, pieces, Refused } from "./layout.js";
import { byLanguage, inside, keyOf, MISFIT, shown, tidy, valueAt, withId, written } from "./shapes.js";

const FENCE = /^---[ \t]*\n([\s\S]*?)(^---[ \t]*\n|^---[ \t]*$(?![\s\S]))/m;

/** What a form shows for a file. Throws `Refused` for a file that cannot be edited here. */
export function read(source, shape, body) {
  const file = opened(source, body);
  const made = file.front === undefined ? {} : shown(file.front, root(file.front), shape);
  return { ...(made === undefined || made === MISFIT ? {} : made), ...(body && file.text !== "" ? { [body]: file.text } : {}) };
}

/** The file for what a form holds. Throws `Refused` where that would lose something. */
export function write(source, shape, body, data) {
  const file = opened(source, body);
  const meant = tidy(data, shape) ?? {};
  const front = file.front === "" ? fresh(meant, shape) : record(file.front, shape, meant);
  const again = tidy(shown(front, root(front), shape), shape) ?? {};
  if (!same(again, meant, shape)) throw new Refused(`the change to '${differing(again, meant, shape)}' cannot be written without touching more than it`);
  return file.closed(front, body ? (tidy(data[body], { is: "text" }) ?? "") : "");
}

function opened(source, body) {
  const feed = source.includes("\r\n");
  const plain = feed ? source.replace(/\r\n/g, "\n") : source;
  if (plain.includes("\r") || (feed && plain.replace(/\n/g, "\r\n") !== source)) throw new Refused("it mixes ways to end a line");
  const ended = (text) => (feed ? text.replace(/\n/g, "\r\n") : text);
  if (!body) return { front: plain, text: "", closed: (front) => ended(front) };
  const found = plain === "" ? null : FENCE.exec(plain);
  if (plain !== "" && (!found || found.index)) throw new Refused("it does not begin with front matter between lines of '---'");
  const behindIt = found ? plain.slice(found[0].length) : "\n";
  const [, before, text, after] = /^(\n*)([\s\S]*?)(\s*)$/.exec(behindIt);
  return {
    front: found ? found[1] : "",
    text,
    closed(front, now) {
      if (found && now === text.replace(/\s+$/, "")) return ended(plain.slice(0, found[0].indexOf("\n") + 1) + front + found[2] + behindIt);
      const open = found ? plain.slice(0, found[0].indexOf("\n") + 1) : "---\n";
      const close = found ? (found[2].endsWith("\n") ? found[2] : `${found[2]}\n`) : "---\n";
      return ended(`${open}${front}${close}${before}${now}${now ? after || "\n" : ""}`);
    },
  };
}

function root(text) {
  const node = parsed(text);
  if (!blank(node) && (!isMap(node) || node.flow)) throw new Refused("it is no list of fields, one a line");
  return node;
}

function fresh(meant, shape) {
  return Object.keys(meant).length ? `${lines(written({ ...meant }, { ...shape, main: "" })).join("\n")}\n` : "";
}

function record(text, shape, meant) {
  const node = root(text);
  if (blank(node)) return `${text}${text && !text.endsWith("\n") ? "\n" : ""}${fresh(meant, shape)}`;
  const edits = [];
  groupEdits(edits, text, node, shape, tidy(shown(text, node, shape), shape) ?? {}, meant);
  return applied(text, edits);
}

const applied = (text, edits, from = 0, to = text.length) => {
  let made = "", at = from;
  for (const [start, end, now] of [...edits].sort((one, other) => one[0] - other[0] || one[1] - other[1])) {
    if (start < from || end > to) continue;
    made += text.slice(at, start) + now;
    at = end;
  }
  return made + text.slice(at, to);
};

/* Writing. `place` is where a value stands: the column of what lies inside, and whether a dash stands before it. */

const INSIDE = "has comments inside of braces or brackets, which would be lost: edit the file itself";

function valueEdits(edits, text, node, shape, old, now, place, name) {
  if (same(old, now, shape)) return;
  if (shown(text, node, shape) === MISFIT) throw new Refused(`'${name}' is written in a form that the form cannot change: edit the file itself`);
  if (commented(node) && shape.is !== "yaml" && !(shape.is === "list" && isSeq(node))) throw new Refused(`'${name}' ${INSIDE}`);
  if (isCollection(node) && !node.items.length) return replace(edits, text, node, written(now, shape, name), place);
  if (shape.is === "text" && isMap(node)) return languageEdits(edits, text, node, shape, now, name);
  if (shape.is === "group" && isMap(node)) return groupEdits(edits, text, node, shape, old ?? {}, now);
  if (shape.is === "list" && isSeq(node)) return listEdits(edits, text, node, shape, old, now, name);
  if ((shape.is === "parts" || shape.is === "pairs") && isMap(node) && !node.flow) return keyedEdits(edits, text, node, shape, old, now, name);
  if (shape.is === "pairs" && isMap(node) && shape.of.is === "text") {
    // `{Docs: https://…, More: https://…}`: the keys are fields for as long as it is in braces.
    const fields = Object.fromEntries([...(old ?? []), ...now].map((item) => [keyOf(item, shape, name), shape.of]));
    const [before, after] = [old ?? [], now].map((items) => Object.fromEntries(items.map((item) => [item.key, item.value])));
    if (Object.keys(after).length === now.length) return groupEdits(edits, text, node, { is: "group", main: "", fields }, before, after);
  }
  if (shape.is === "pairs" && isMap(node) && node.flow && old?.length === now.length && now.every((item, index) => item.key === old[index].key)) {
    const values = now.map((item, index) => [valueAt(node, item.key), old[index].value, item.value]).filter(([, was, is]) => !same(was, is, shape.of));
    if (values.every(([there]) => isSeq(there))) return values.forEach(([there, was, is]) => listEdits(edits, text, there, shape.of, was, is, name));
  }
  if (shape.is === "parts" && isSeq(node)) return listEdits(edits, text, node, { is: "list", of: withId(shape) }, old, now, name);
  replace(edits, text, node, written(now, shape, name), place);
}

/* A text in several languages: only what it says in the changed ones. */
function languageEdits(edits, text, node, shape, now, name) {
  const said = byLanguage(now);
  if (!said) throw new Refused(`'${name}' is given in several languages: keep 'en: …' and so on, and put a text with special signs into quotes`);
  const there = Object.fromEntries(node.items.map((pair) => [String(pair.key.value), shown(text, pair.value, shape)]));
  const fields = Object.fromEntries([...Object.keys(there), ...said.map(([language]) => language)].map((language) => [language, shape]));
  groupEdits(edits, text, node, { is: "group", main: "", fields }, there, Object.fromEntries(said));
}

function replace(edits, text, node, value, place) {
  const start = node.range[0], end = endOf(text, node);
  if (typeof value === "string" && isBlockText(node)) {
    const ended = value.replace(/\n+$/, "") + (String(node.value).endsWith("\n") ? "\n" : "");
    const longest = Math.max(...text.slice(node.range[0], end).split("\n").map((line) => line.length));
    const width = node.type === "BLOCK_FOLDED" ? Math.max(100, longest + 20) : 0;
    value = Object.assign(new String(ended), { style: node.type, width }); // `|` stays `|`, `>-` stays `>-`
  }
  let made = behind(value, place.column, place.dash);
  if (node.type === "BLOCK_FOLDED") made = folded(made, text.slice(start, end), place.column);
  const line = text.indexOf("\n", end), rest = line < 0 ? text.slice(end) : text.slice(end, line);
  const first = made.indexOf("\n");
  const from = made.startsWith("\n") ? backOverSpaces(text, start) : start;
  const whole = (made.startsWith("\n") && text[from - 1] === "\n") || (made.startsWith(" ") && text[from - 1] === " ") ? made.slice(1) : made;
  if (first < 0 || !rest.trim() || isBlockText(node)) return edits.push([from, end, whole]);
  // A comment behind the old value stays on its line; the rest of the new one goes below it.
  const cut = whole.indexOf("\n");
  edits.push([from, end, whole.slice(0, cut)]);
  edits.push([end + rest.length, end + rest.length, whole.slice(cut)]);
}

/* What is filled in stands behind the colon, and a comment that stands there already behind it. */
function fill(edits, text, pair, value, place) {
  const at = text.indexOf(":", pair.key.range[1]) + 1, [rest] = /^[^\n]*/.exec(text.slice(at));
  replace(edits, text, { range: [at, rest.trim() ? at : at + rest.length] }, value, place);
}

const backOverSpaces = (text, at) => {
  while (text[at - 1] === " ") at -= 1;
  return at;
};

function groupEdits(edits, text, node, shape, old, now) {
  const changed = Object.entries(shape.fields).filter(([name, inner]) => !same(old[name], now?.[name], inner));
  if (!changed.length) return;
  if (node.flow) return bracesEdits(edits, text, node, shape, old, now, changed);
  const column = columnOf(text, node.items[0].key.range[0]);
  const lost = new Set(), added = [];
  for (const [name, inner] of changed) {
    const value = valueAt(node, name), there = node.items.some((pair) => String(pair.key.value) === name);
    if (now[name] === undefined) {
      if (shown(text, value, inner) === MISFIT) throw new Refused(`'${name}' is written in a form that the form cannot change: edit the file itself`);
      lost.add(name);
    } else if (there && !blank(value)) valueEdits(edits, text, value, inner, old[name], now[name], { column: column + 2 }, name);
    else if (there) fill(edits, text, node.items.find((pair) => String(pair.key.value) === name), written(now[name], inner, name), { column: column + 2 });
    else added.push(name);
  }
  if (!lost.size && !added.length) return;
  const kept = pieces(text, node).map((piece, index) => ({ ...piece, name: String(node.items[index].key.value) }));
  const order = Object.keys(shape.fields);
  const items = kept.map((piece) => (lost.has(piece.name) ? { ...piece, gone: true } : piece));
  for (const name of added) {
    const made = { name, made: `${name}:${behind(written(now[name], shape.fields[name], name), column + 2)}\n` };
    const before = order.slice(0, order.indexOf(name)).reverse().find((each) => items.some((item) => item.name === each));
    const place = before === undefined ? items.length : items.findLastIndex((item) => item.name === before) + 1;
    items.splice(place, 0, made);
  }
  assemble(edits, text, items, column);
}

/* Put the pieces of a block collection together anew: what is kept is taken over, with the edits inside it. */
function assemble(edits, text, items, column) {
  const old = items.filter((item) => item.start !== undefined).sort((one, other) => one.start - other.start);
  const from = old[0].start, to = old.at(-1).end;
  const pad = " ".repeat(column);
  const spaced = old.length > 1 && old.slice(1).every((item) => /^[ \t]*\n/.test(item.between));
  let made = "", waiting = "";
  for (const item of items) {
    const between = item.made ? (spaced && made ? "\n" : "") : item.between;
    if (item.gone) {
      waiting += between.split("\n").filter((line) => line.trim()).map((line) => `${line}\n`).join("");
      continue;
    }
    const body = item.made ?? applied(text, edits, item.start, item.end);
    if (made && !made.endsWith("\n")) made += "\n";
    if (made) made += waiting + between + pad;
    const comments = made ? "" : waiting + between;
    made += body;
    waiting = comments;
  }
  if (waiting.trim()) made += (made.endsWith("\n") ? "" : "\n") + waiting;
  const inner = edits.filter(([start, end]) => start >= from && end <= to);
  for (const each of inner) edits.splice(edits.indexOf(each), 1);
  if (!text.slice(0, to).endsWith("\n")) made = made.replace(/\n$/, "");
  edits.push([from, to, made]);
}

/* `{version: 2.1, date: 2026-11-26}` stays so while what stands in it may; else it becomes lines. */
function bracesEdits(edits, text, node, shape, old, now, changed) {
  const simple = changed.every(([name]) => now[name] === undefined || fitsBraces(now[name]));
  const known = (pair) => shape.fields[String(pair.key.value)];
  if (!simple) {
    if (node.items.some((pair) => !known(pair))) throw new Refused("what stands in braces holds a field that the form does not know: edit the file itself");
    const column = columnOf(text, node.range[0]), dash = /-[ ]+$/.test(text.slice(lineOf(text, node.range[0]), node.range[0]));
    const place = dash ? { column, dash } : { column: text.slice(lineOf(text, node.range[0])).search(/[^ -]/) + 2 };
    return replace(edits, text, node, written(now, { ...shape, main: "" }), place);
  }
  const names = node.items.map((pair) => String(pair.key.value));
  const made = names.filter((name) => !shape.fields[name] || now[name] !== undefined).map((name) => {
    const pair = node.items[names.indexOf(name)];
    if (!changed.some(([each]) => each === name)) return text.slice(pair.key.range[0], blank(pair.value) ? pair.key.range[1] + 1 : pair.value.range[1]);
    return `${name}: ${braced(now[name])}`;
  });
  for (const name of Object.keys(shape.fields)) if (!names.includes(name) && now[name] !== undefined) made.push(`${name}: ${braced(now[name])}`);
  edits.push([node.range[0], node.range[1], `{${made.join(", ")}}`]);
}

const braced = (value) => (/^https?:/.test(value) ? value : inBraces(value));

function listEdits(edits, text, node, shape, old, now, name) {
  if (old?.length !== node.items.length) throw new Refused(`'${name}' has an entry that says nothing: edit the file itself`);
  const from = matched(old, now, shape.of);
  if (node.flow) {
    const simple = now.every((each, index) => from[index] >= 0 || (typeof each === "string" && !each.includes("\n")));
    const kept = (index) => from[index] >= 0 && same(old[from[index]], now[index], shape.of);
    if (!simple || (shape.of.is !== "text" && from.some((at, index) => at >= 0 && !kept(index)))) throw new Refused(`'${name}' stands in brackets, which have no room for it: edit the file itself`);
    const made = now.map((each, index) => (kept(index) ? text.slice(...node.items[from[index]].range) : each.startsWith("{") && byLanguage(each) ? each : inBraces(each)));
    const stayed = from.filter((at) => at >= 0);
    if (stayed.length === old.length && stayed.every((at, index) => at === index)) return grown(edits, node.items, from, made);
    if (commented(node)) throw new Refused(`'${name}' ${INSIDE}`);
    return edits.push([node.range[0], node.range[1], `[${made.join(", ")}]`]);
  }
  const column = columnOf(text, pieces(text, node)[0].start);
  const place = { column: column + 2, dash: true };
  now.forEach((each, index) => {
    if (from[index] >= 0) valueEdits(edits, text, node.items[from[index]], shape.of, old[from[index]], each, place, name);
  });
  rebuilt(edits, text, node, now.map((each, index) => (from[index] >= 0 ? from[index] : `-${behind(written(each, shape.of, name), column + 2, true)}\n`)), column);
}

/* Brackets in which nothing is taken out or moved: their layout stays, and so do the comments in them. */
function grown(edits, items, from, made) {
  let at;
  made.forEach((each, index) => {
    if (from[index] >= 0) edits.push([...(at = items[from[index]].range).slice(0, 2), each]);
    else if (at) edits.push([at[1], at[1], `, ${each}`]);
    else edits.push([items[0].range[0], items[0].range[0], `${each}, `]);
  });
}

function keyedEdits(edits, text, node, shape, old, now, name) {
  const keys = now.map((item) => keyOf(item, shape, name));
  const before = old.map((item) => keyOf(item, shape, name));
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw new Refused(`${name}: '${twice}' stands twice`);
  const column = columnOf(text, node.items[0].key.range[0]);
  const at = (key) => node.items.findIndex((pair) => String(pair.key.value) === key);
  const renamed = (index) => keys.length === before.length && !keys.includes(before[index]) && at(before[index]);
  const made = now.map((item, index) => {
    let found = at(keys[index]);
    const moved = found < 0 ? renamed(index) : false;
    if (moved !== false && moved >= 0) {
      const key = node.items[moved].key;
      edits.push([key.range[0], key.range[1], lines(keys[index]).join("")]);
      found = moved;
    }
    const value = inside(item, shape);
    if (found < 0) return `${lines(keys[index]).join("")}:${value === undefined ? "" : behind(written(value, shape.of, name), column + 2)}\n`;
    const there = node.items[found].value, was = inside(old[moved === false ? before.indexOf(keys[index]) : index], shape);
    if (blank(there) && value !== undefined) fill(edits, text, node.items[found], written(value, shape.of, name), { column: column + 2 });
    else if (!same(was, value, shape.of)) {
      if (value === undefined) throw new Refused(`${name}: '${keys[index]}' is left without anything: delete it, or fill it in`);
      valueEdits(edits, text, there, shape.of, was, value, { column: column + 2 }, name);
    }
    return found;
  });
  rebuilt(edits, text, node, made, column);
}

/* The items of a block collection in their new order: numbers are those that were there, texts are new. */
function rebuilt(edits, text, node, made, column) {
  const there = pieces(text, node);
  if (made.length === there.length && made.every((each, index) => each === index)) return;
  const items = made.map((each) => (typeof each === "number" ? { ...there[each], at: each } : { made: each }));
  there.forEach((piece, index) => {
    if (made.includes(index)) return;
    const before = items.findLastIndex((item) => item.at !== undefined && item.at < index);
    items.splice(before + 1, 0, { ...piece, gone: true, at: index });
  });
  assemble(edits, text, items, column);
}
