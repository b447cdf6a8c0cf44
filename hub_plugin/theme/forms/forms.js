/* Starts the form tool with the configuration that was made from the hub, and teaches it our files.
 *
 * The form tool knows a record by what a form holds. Our format gives it that, with the file's own text beside it, under a
 * name that no field has; from both, `rewriting.js` makes the file in which only the changed lines differ.
 */
import { complete } from "./choices.js";
import { read, write } from "./rewriting.js";

const SOURCE = " source"; // the text of the file, as it was when the form was opened
const BROKEN = " broken"; // why it cannot be edited here
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const GONE = "There is no record at this address (any more): choose it from the list.";
const refused = (why) => `This file cannot be edited here: ${why}. Use the edit link of its page.`;
let asked = ""; // the id that the record being saved is to have, as far as it is new

function format({ folder }, { shape, body }) {
  return {
    fromFile(text) {
      try {
        return { ...read(text, shape, body), [SOURCE]: text };
      } catch (error) {
        return { [SOURCE]: text, [BROKEN]: error.message };
      }
    },
    toFile(data) {
      if (data[BROKEN]) throw new Error(refused(data[BROKEN]));
      asked = Object.keys(data).filter((each) => /^step\d$/.test(each)).sort().map((each) => data[each]).join("/");
      if (folder && !data[SOURCE] && !asked) throw new Error(GONE);
      return write(data[SOURCE] ?? "", shape, body, data);
    },
  };
}

/* What the form tool asks of the git host, narrowed: one change is one pull request, and nothing goes past it.
 *
 * The form tool lists what lies so many folders deep or less; a collection of ours means exactly so many, and a file with a
 * second dot in its name is a translation, no record. A new record whose id is taken would get another one without a word.
 * The tool's page of files would write and delete on the main branch, without a record and without anybody who looks at it.
 */
function narrowed(backend) {
  const refuse = (message) => () => Promise.reject(new Error(message));
  backend.persistMedia = refuse("Open the record that the file belongs to, and choose the file there.");
  backend.deleteFiles = refuse("Files are not deleted here: do it in the repository.");
  const persist = backend.persistEntry.bind(backend);
  backend.persistEntry = async (entry, told) => {
    const [{ slug }] = entry.dataFiles;
    if (told.newEntry && slug !== asked) throw new Error(`There is a record '${asked}' already: change that one, or choose another id.`);
    return persist(entry, told);
  };
  for (const name of ["entriesByFolder", "allEntriesByFolder"]) {
    const ask = backend[name]?.bind(backend);
    if (!ask) continue;
    backend[name] = async (folder, extension, depth, ...rest) => {
      const found = await ask(folder, extension, depth, ...rest);
      const steps = (entry) => entry.file.path.slice(folder.length + 1).split("/");
      const kept = found.filter((entry) => steps(entry).length === depth && steps(entry).at(-1).split(".").length === 2);
      for (const key of Object.getOwnPropertySymbols(found)) kept[key] = found[key]; // where the next page begins
      return kept;
    };
  }
  return backend;
}

/* A step of the id of a new record. Files keep their names, so one that is there already has nothing to choose. */
const step = (CMS) =>
  window.createClass({
    isNew() {
      return this.props.entry?.get("newRecord") ?? true;
    },
    getValidateValue() {
      return this.isNew() ? this.props.value : this.props.entry.get("path");
    },
    isValid() {
      const { value } = this.props; // that it is there at all is asked by the form tool
      if (!this.isNew() || !value || ID.test(value)) return true;
      return { error: { message: "Write an id: small letters a to z, digits and hyphens, such as meeting-agenda." } };
    },
    render() {
      const { forID, value, field, classNameWrapper, onChange, entry } = this.props;
      if (!this.isNew()) {
        const broken = entry.getIn(["data", BROKEN]), gone = !entry.getIn(["data", SOURCE]) && !value;
        if (broken || gone) return window.h("p", { className: classNameWrapper, role: "alert" }, gone ? GONE : refused(broken));
        return window.h("p", { className: classNameWrapper }, entry.get("path"));
      }
      const offers = field.get("offers")?.toJS() ?? [];
      return window.h(
        "div",
        {},
        window.h("input", { id: forID, className: classNameWrapper, type: "text", value: value ?? "", list: `${forID}-offers`, autoComplete: "off", onChange: (event) => onChange(event.target.value.trim()) }),
        window.h("datalist", { id: `${forID}-offers` }, offers.map((each) => window.h("option", { key: each, value: each }))),
      );
    },
  });

/* The form tool's own choice would drop what it does not offer as soon as something is added. */
const choice = (control) =>
  window.createClass({
    render() {
      const { field, value } = this.props;
      const chosen = [value?.toJS?.() ?? value ?? []].flat().filter(Boolean);
      return window.h(control, { ...this.props, field: field.set("options", complete(field.get("options").toJS(), chosen)) });
    },
  });

/* In the configuration the choices of a link stand once, and every field that offers them names them. */
function linked(piece, links) {
  if (Array.isArray(piece)) return piece.map((each) => linked(each, links));
  if (!piece || typeof piece !== "object") return piece;
  if (Array.isArray(piece.links) && Object.keys(piece).length === 1) return links[piece.links.join(" ")];
  return Object.fromEntries(Object.entries(piece).map(([key, each]) => [key, linked(each, links)]));
}

async function start(CMS) {
  const { config, links, shapes } = await (await fetch("forms.json")).json();
  const here = CMS.getBackend(config.backend.name);
  const init = here.init;
  here.init = (...told) => narrowed(init(...told));
  const { control, preview, schema } = CMS.getWidget("select");
  CMS.registerWidget("select", choice(control), preview, schema);
  CMS.registerWidget("coehub-step", step(CMS));
  for (const each of config.collections) CMS.registerCustomFormat(`coehub-${each.name}`, each.extension, format(each, shapes[each.name]));
  CMS.init({ config: linked(config, links) });
}

start(window.CMS).catch((error) => {
  document.body.textContent = `The forms could not be started: ${error.message}`;
});
