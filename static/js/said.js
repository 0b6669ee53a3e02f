// What the server has of each form, so that only what was changed here is sent: a choice made elsewhere is then never undone
// by a note that is written beside it.

/** @typedef {Map<string, string>} Values by the fields' names */

/** @type {WeakMap<HTMLFormElement, Values>} */
const known = new WeakMap();

const ours = ["version", "key"]; // go with every change, and are none

/** What a form says now, of which version ever. @param {HTMLFormElement} form @returns {[string, string][]} */
export const wordsOf = (form) => /** @type {[string, string][]} */ ([...new FormData(form)]).filter(([name]) => !ours.includes(name));

/** The value that a field came with. @param {any} field @returns {string} */
export function cameWith(field) {
  if (!field.options) return field.defaultValue ?? "";
  const options = /** @type {HTMLOptionElement[]} */ ([...field.options]);
  return (options.find((option) => option.defaultSelected) ?? options[0])?.value ?? "";
}

/** The values that a form came with. @param {HTMLFormElement} form @returns {Values} */
export function cameWithAll(form) {
  const values = new Map();
  for (const field of /** @type {any} */ (form.elements)) {
    if (field.type === "radio" || field.type === "checkbox" ? field.defaultChecked : field.name) values.set(field.name, cameWith(field));
  }
  return values;
}

/** @param {HTMLFormElement} form @returns {Values} */
function knownOf(form) {
  const values = known.get(form) ?? cameWithAll(form);
  known.set(form, values);
  return values;
}

/** The fields of a form that say something else than the server has. @param {HTMLFormElement} form */
export const changedFields = (form) => wordsOf(form).filter(([name, value]) => knownOf(form).get(name) !== value);

/** The server does not have these fields after all. @param {HTMLFormElement} form @param {[string, string][]} fields */
export function unlearn(form, fields) {
  const [values, came] = [knownOf(form), cameWithAll(form)];
  for (const [name] of fields) values.set(name, came.get(name) ?? "");
}

/** The server is about to have these fields. Gives what takes that back. @param {HTMLFormElement} form @param {[string, string][]} fields */
export function learn(form, fields) {
  const values = knownOf(form);
  const before = fields.map(([name]) => /** @type {const} */ ([name, values.get(name)]));
  for (const [name, value] of fields) values.set(name, value);
  return () => before.forEach(([name, value]) => (value === undefined ? values.delete(name) : values.set(name, value)));
}
