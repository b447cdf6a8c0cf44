/* Whether two values of a form say the same, and which item of a list has become which. */
import { parsed } from "./layout.js";
import { byLanguage, withId } from "./shapes.js";

/** Whether two values of a shape say the same. */
export function same(one, other, shape) {
  if (one === undefined || other === undefined || shape.is === "flag") return one === other;
  if (shape.is === "text") return one === other || (byLanguage(one) !== undefined && `${byLanguage(one)}` === `${byLanguage(other)}`);
  if (shape.is === "yaml") return one === other || meaning(one) === meaning(other);
  if (shape.is === "group") return Object.entries(shape.fields).every(([name, inner]) => same(one[name], other[name], inner));
  const item = shape.is === "list" ? shape.of : shape.is === "parts" ? withId(shape) : pairOf(shape);
  return one.length === other.length && one.every((each, index) => same(each, other[index], item));
}

const pairOf = (shape) => ({ is: "group", fields: { key: { is: "text" }, value: shape.of } });

/** The first field in which two groups differ. */
export const differing = (one, other, shape) => Object.entries(shape.fields).find(([name, inner]) => !same(one[name], other[name], inner))?.[0];

function meaning(text) {
  try {
    return JSON.stringify(parsed(text)?.toJSON());
  } catch {
    return text;
  }
}

/** For each new item the old one that it comes from, or -1: first those that are the same, then the most alike. */
export function matched(old, now, shape) {
  const free = new Set(old.keys());
  const from = now.map((each, index) => {
    const found = free.has(index) && same(old[index], each, shape) ? index : [...free].find((at) => same(old[at], each, shape));
    if (found === undefined) return -1;
    free.delete(found);
    return found;
  });
  now.forEach((each, index) => {
    if (from[index] >= 0) return;
    const alike = [...free].map((at) => [likeness(old[at], each, shape) + (at === index ? 0.5 : 0), at]).sort((one, other) => other[0] - one[0])[0];
    if (!alike || (alike[0] < 1 && now.length !== old.length)) return;
    from[index] = alike[1];
    free.delete(alike[1]);
  });
  return from;
}

function likeness(one, other, shape) {
  if (shape.is !== "group") return 0;
  return Object.entries(shape.fields).filter(([name, inner]) => one[name] !== undefined && same(one[name], other[name], inner)).length;
}
