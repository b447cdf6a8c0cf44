/* Between what stands in a file and what a form shows: every short form of the format becomes one form, and back.
 *
 * A shape says what a form has for a field, made from the kind's own types (see forms.json):
 *   text    one text, `{en: …, ro: …}` where it is given in several languages
 *   flag    {default}: yes or no; what it is anyhow is not written
 *   yaml    the value as it stands in the file
 *   list    {of}                              group  {fields: {name: shape}, main: the field that a bare text fills}
 *   parts   {of: group}, keyed by id          pairs  {of}, keyed by any word
 */
import { isCollection, isMap, isSeq } from "./yaml.js";
import { AsWritten, blank, columnOf, endOf, Entries, inBraces, parsed, Refused } from "./layout.js";

const YES = { yes: true, true: true, on: true, no: false, false: false, off: false };
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*(@[0-9a-f]{8})?$/;
const SEVERAL = /^\{?\s*[a-z]{2,3}[-@A-Za-z0-9]*:\s/; // the beginning of a text in several languages
export const MISFIT = Symbol("what stands there has a form that the field in the form has not");

/** What a form shows for a node; undefined where there is nothing, MISFIT where it cannot be shown. */
export function shown(text, node, shape) {
  if (blank(node)) return undefined;
  if (shape.is === "yaml") return asWritten(text, node);
  if (shape.is === "text") return isCollection(node) ? collected(text, node, shape) : String(node.value).replace(/\n+$/, "");
  if (shape.is === "flag") return isCollection(node) ? MISFIT : YES[String(node.value).toLowerCase()] ?? MISFIT;
  if (shape.is === "list") return whole(isSeq(node) ? node.items.map((item) => shown(text, item, shape.of)) : [shown(text, node, shape.of)]);
  if (shape.is === "group") return group(text, node, shape);
  return keyed(text, node, shape);
}

/* What is one line in the form has its languages in braces; a longer text has them as in the file. */
function collected(text, node, shape) {
  const made = asWritten(text, node);
  if (shape.long || !made.includes("\n") || !isMap(node) || node.items.some((pair) => isCollection(pair.value))) return made;
  return `{${node.items.map((pair) => `${pair.key.value}: ${inBraces(String(pair.value?.value ?? ""))}`).join(", ")}}`;
}

/** What a text says in each language, as [language, text], or undefined where it names none. */
export function byLanguage(text) {
  if (!SEVERAL.test(text)) return undefined;
  try {
    const map = parsed(text);
    const said = isMap(map) && map.items.map((pair) => [String(pair.key.value), isCollection(pair.value) ? "" : String(pair.value?.value ?? "").trim()]);
    return said && said.every(([language, each]) => LANGUAGE.test(language) && each) ? said : undefined;
  } catch {
    return undefined;
  }
}

const whole = (list) => (list.includes(MISFIT) ? MISFIT : list.filter((each) => each !== undefined));

function group(text, node, shape) {
  if (isMap(node)) {
    const made = {};
    for (const [name, inner] of Object.entries(shape.fields)) {
      const found = shown(text, valueAt(node, name), inner);
      if (found !== undefined && found !== MISFIT) made[name] = found;
      else if (inner.is === "flag" && found === undefined) made[name] = inner.default;
    }
    return made;
  }
  if (!shape.main || (isSeq(node) && shape.fields[shape.main].is !== "list")) return MISFIT;
  const found = shown(text, node, shape.fields[shape.main]);
  return found === MISFIT ? MISFIT : { [shape.main]: found };
}

function keyed(text, node, shape) {
  if (isSeq(node) && shape.is === "parts") return whole(node.items.map((item) => group(text, item, withId(shape))));
  if (!isMap(node)) return MISFIT;
  return whole(
    node.items.map((pair) => {
      const key = String(pair.key.value);
      const found = blank(pair.value) ? (shape.of.is === "group" ? {} : undefined) : shown(text, pair.value, shape.of);
      if (found === MISFIT) return MISFIT;
      return shape.is === "parts" ? { id: key, ...found } : { key, value: found };
    }),
  );
}

/** Parts in a list: each says its id itself. */
export const withId = (shape) => ({ ...shape.of, fields: { id: { is: "text" }, ...shape.of.fields } });

/** The value of a key, or undefined. */
export function valueAt(map, name) {
  return map.items.find((pair) => String(pair.key.value) === name)?.value ?? undefined;
}

function asWritten(text, node) {
  const start = node.range[0];
  const own = text.slice(start, endOf(text, node));
  if (!own.includes("\n")) return own;
  const margin = isCollection(node) && !node.flow ? columnOf(text, start) : 0;
  if (margin) return own.split("\n").map((line) => line.replace(new RegExp(`^ {0,${margin}}`), "")).join("\n");
  const least = Math.min(...own.split("\n").slice(1).filter((line) => line.trim()).map((line) => line.search(/\S/)));
  return own.split("\n").map((line, index) => (index ? line.slice(Math.max(0, least - 2)) : line)).join("\n");
}

/** What a form holds, with everything left out that says nothing. */
export function tidy(value, shape) {
  if (value === undefined || value === null || value === "") return undefined;
  if (shape.is === "flag") return (value === true || value === "true") === shape.default ? undefined : !shape.default;
  if (shape.is === "text" || shape.is === "yaml") return textOf(value);
  if (shape.is === "list") return some([value].flat().map((each) => tidy(each, shape.of)));
  if (shape.is === "group") return tidyFields(value, shape.fields);
  return some(
    [value].flat().map((item) => {
      if (!item || typeof item !== "object") return undefined;
      if (shape.is === "parts") return tidyFields(item, withId(shape).fields);
      const key = textOf(item.key), inner = tidy(item.value, shape.of);
      return key === undefined && inner === undefined ? undefined : { ...(key === undefined ? {} : { key }), ...(inner === undefined ? {} : { value: inner }) };
    }),
  );
}

const some = (list) => ((list = list.filter((each) => each !== undefined)), list.length ? list : undefined);

function textOf(value) {
  const text = String(value).replace(/\r\n?/g, "\n").replace(/\s+$/, "");
  return text === "" ? undefined : text;
}

function tidyFields(value, fields) {
  const made = {};
  for (const [name, inner] of Object.entries(fields)) {
    const found = tidy(value?.[name], inner);
    if (found !== undefined) made[name] = found;
  }
  return Object.keys(made).length ? made : undefined;
}

/** Plain data for a new value, as the house writes it. */
export function written(value, shape, name = "") {
  if (shape.is === "yaml") return new AsWritten(value);
  if (shape.is === "text" && value.startsWith("{") && byLanguage(value)) return new AsWritten(value);
  if (shape.is === "text") return value.includes("\n") && shape.long ? `${value}\n` : value;
  if (shape.is === "flag") return String(value);
  if (shape.is === "list") {
    const list = value.map((each) => written(each, shape.of, name));
    if (shape.flow) list.flow = true;
    return shape.flow && list.length === 1 ? list[0] : list;
  }
  if (shape.is === "group") {
    const names = Object.keys(shape.fields).filter((each) => value[each] !== undefined);
    if (shape.main && names.length === 1 && names[0] === shape.main) return written(value[shape.main], shape.fields[shape.main], shape.main);
    return Entries.from(names.map((each) => [each, written(value[each], shape.fields[each], each)]));
  }
  const keys = value.map((item) => keyOf(item, shape, name));
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw new Refused(`${name}: '${twice}' stands twice`);
  return Entries.from(value.map((item, index) => [keys[index], entry(item, shape, name)]));
}

/** The key of an item of parts or pairs. */
export function keyOf(item, shape, name) {
  const key = shape.is === "parts" ? item.id : item.key;
  if (key === undefined) throw new Refused(`${name}: an entry has no ${shape.is === "parts" ? "id" : "name"}`);
  return key;
}

/** What stands under the key of an item, as data of `shape.of`. */
export function inside(item, shape) {
  if (shape.is !== "parts") return item.value;
  const { id: _, ...rest } = item;
  return Object.keys(rest).length ? rest : undefined;
}

function entry(item, shape, name) {
  const value = inside(item, shape);
  return value === undefined ? "" : written(value, shape.of, name);
}
