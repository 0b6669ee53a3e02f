// Half-written text is kept in this browser until the server has it: a closed tab, a crash or an ended session loses none.
import { goesOut, isUnkept, keep, keptName, keptNames, recall } from "./memory.js";
import { cameWith, cameWithAll, changedFields } from "./said.js";
import { tab } from "./tabs.js";

/**
 * @typedef {object} Draft
 * @property {string} tab the one it was written in
 * @property {[string, string][]} fields
 * @property {string} page the path of the page that it was written on
 * @property {string} [sent] the key under which a form that said this, and no more, has left its page
 * @property {string} [refused] what the server said that would not take it
 * @property {[string, string][]} [chosen] in a conflict: what the form said when one reading was chosen, before that what it came with
 */

const kept = "#cards form[id], form#by-quote, form[data-draft][id]";
const beneath = ["version", "seen", "claims_seen", "draft", "key"];

/** Whether a field says on what something was written: it is kept with it, and nothing that anybody wrote. @param {string} name */
export const isBeneath = (name) => beneath.includes(name) || name.startsWith("was.");

/** @param {string} id @param {string} place */
const nameOf = (id, place) => keptName("draft", tab, `${id}@${place}`);

/** What the draft of a form goes by that stands in a conflict: nobody has said yet that it is to be saved. @param {string} id */
const inConflict = (id) => `both-${id}`;

/** @param {HTMLFormElement} form */
const nameOfForm = (form) => nameOf(isContested(form) ? inConflict(form.id) : form.id, placeOf(form));

/** Where a form stands: forms of one id do in several places. @param {HTMLFormElement} form */
export const placeOf = (form) => form.dataset.draft || new URL(form.action).pathname;

/** What is kept under a name. @param {string} name @returns {Draft | null} */
export const draftAt = (name) => recall(name);

/** Whether a field is worth keeping. @param {any} field */
const isKept = ({ name, type }) => name && !["password", "file", "submit", "button"].includes(type) && (type !== "hidden" || isBeneath(name));

/** @param {HTMLFormElement} form @returns {any[]} */
const fieldsOf = (form) => [...form.elements].filter(isKept);

/** @param {any} field */
const isSaid = (field) => (field.type === "radio" || field.type === "checkbox" ? field.checked : true);

/** @param {HTMLFormElement} form @returns {[string, string][]} */
const wordsOf = (form) => fieldsOf(form).filter(isSaid).map(({ name, value }) => [name, value]);

/** Whether a field says something else than the form says that the server had. @param {HTMLFormElement} form @param {string} name @param {string} value */
const isNew = (form, name, value) => /** @type {HTMLInputElement | null} */ (form.elements.namedItem(`was.${name}`))?.value !== value;

/**
 * What of a form is worth keeping: of a claim what was changed, and neither saved nor on its way. Null where that is nothing. What was
 * not touched is left to others, where a form says what it was.
 * @param {HTMLFormElement} form
 */
function unsavedOf(form) {
  if (!form.matches(".card-form:not(.is-conflict *)")) return wordsOf(form).filter(([name, value]) => isBeneath(name) || isNew(form, name, value));
  const changed = changedFields(form);
  return changed.length ? [...wordsOf(form).filter(([name]) => isBeneath(name)), ...changed] : null;
}

/**
 * Keeps what a form says now. False where there is no room for it.
 * @param {HTMLFormElement} form @param {Pick<Draft, "sent" | "refused" | "chosen">} [how]
 */
export function keepDraft(form, how) {
  if (!form.matches(kept)) return true;
  const name = nameOfForm(form);
  const before = draftAt(name);
  const fields = onWhatItWasWritten(form, unsavedOf(form), before);
  const chosen = before?.chosen ?? (isContested(form) ? [...cameWithAll(form)] : undefined);
  return keep(name, fields && { refused: before?.refused, chosen, ...how, tab, page: location.pathname, fields });
}

/**
 * What a form says, on what it was written: the page of one that was not taken shows what stands now, and until it is sent from there
 * nobody has said that it is to go over that.
 * @param {HTMLFormElement} form @param {[string, string][] | null} fields @param {Draft | null} before
 */
function onWhatItWasWritten(form, fields, before) {
  if (!fields || !before || !isNotTaken(form)) return fields;
  return [...fields.filter(([name]) => !isBeneath(name)), ...before.fields.filter(([name]) => isBeneath(name))];
}

/** Whether a form comes back from a server that has not taken it. @param {HTMLFormElement} form */
const isNotTaken = (form) => "typed" in form.dataset;

/** Whether nobody has said yet that what a form says is to be saved. @param {HTMLFormElement} form */
const isContested = (form) => form.closest(".is-conflict") !== null;

/** Whether something is typed in a form that was not sent: what is only chosen goes at once, or with it. @param {HTMLFormElement} form */
const isTypedIn = (form) => changedFields(form).some(([name]) => !(form.elements.namedItem(name) instanceof RadioNodeList));

/** What is typed within a part of the page, and not on its way. @param {ParentNode} root */
export const typedIn = (root) => draftedIn([root]).filter((form) => !("sent" in form.dataset) && isTypedIn(form));

/** Keeps what is typed within a part of the page, and not on its way. False where there is no room for it. @param {ParentNode} root */
export const keepAllIn = (root) => typedIn(root).every((form) => keepDraft(form));

/** What is typed within a part of the page that there is no room to keep, by the ids of its forms. @param {HTMLElement} root @returns {Map<string, [string, string][]>} */
export function unkeptIn(root) {
  const unkept = typedIn(root).filter((form) => isUnkept(nameOfForm(form)) && !keepDraft(form));
  return new Map(unkept.map((form) => [form.id, changedFields(form)]));
}

/** What a form says leaves the page with it. @param {HTMLFormElement} form @param {string} sent the key by which the server says that it has taken it */
export function leaveWith(form, sent) {
  keepDraft(form, { sent });
  goesOut(nameOfForm(form));
}

/** The server has it, or nobody wants it. @param {HTMLFormElement} form */
export const dropDraft = (form) => keep(nameOfForm(form), null);

/** What a claim's form says, and in a conflict, go by these. @param {number} claim */
const namesOfClaim = (claim) => [`form-${claim}`, inConflict(`form-${claim}`)].map((form) => nameOf(form, `/claims/${claim}`));

/** One reading of a conflict has been chosen: what is written there from now on is written on top of that. @param {HTMLFormElement} form */
export function noteChosen(form) {
  if (draftAt(nameOfForm(form))) keepDraft(form, { chosen: wordsOf(form) });
}

/** Nothing that was written in a claim's conflict is wanted. @param {number} claim */
export const dropInConflict = (claim) => keep(namesOfClaim(claim)[1], null);

/** The reading of a claim's conflict that was chosen is saved: what was written there since goes on in the claim's own form. @param {number} claim @param {string} version the claim's now */
export function leaveConflict(claim, version) {
  const [name, contested] = namesOfClaim(claim);
  const draft = draftAt(contested);
  keep(contested, null);
  const chosen = new Map(draft?.chosen);
  const since = draft?.fields.filter(([field, value]) => !isBeneath(field) && chosen.get(field) !== value);
  const before = draftAt(name)?.fields ?? [];
  if (draft && since?.length) keep(name, { ...draft, chosen: undefined, fields: [...new Map([...before, ...since, ["version", version]])] });
}

/**
 * The server has what a form said when it was sent: its draft goes, unless more was written since. Says whether none is left.
 * @param {import("./outbox.js").Change} change
 */
export function dropSent({ url, form, fields }) {
  const draft = form && draftAt(nameOf(form, url));
  if (!draft) return true;
  return isSaidIn(fields, draft) && keep(nameOf(form, url), null);
}

/**
 * The server has what a form said when it was sent: what was written since is written on what that came to.
 * @param {import("./outbox.js").Change} change @param {string} version
 */
export function goOnFrom({ url, form }, version) {
  const name = nameOf(form ?? "", url);
  const draft = draftAt(name);
  if (draft) keep(name, { ...draft, fields: [...draft.fields.filter(([field]) => !isBeneath(field)), ["version", version]] });
}

/** Whether a form says all that a change does. @param {HTMLFormElement} form @param {import("./outbox.js").Change} change */
export function isSaidBy(form, { fields }) {
  const says = new FormData(form);
  return fields.every(([name, value]) => isBeneath(name) || says.getAll(name).includes(value));
}

/** @typedef {import("./outbox.js").Change & {id: string, form: string, page: string, refused?: string, chosen?: [string, string][]}} Left what a draft says, as the change that it was to be */

/**
 * The drafts of this tab whose forms are not on this page, and that no change says which is kept.
 * @param {import("./outbox.js").Change[]} changes @returns {Left[]}
 */
export function draftsBeside(changes) {
  const here = new Set(draftedIn([document]).map(nameOfForm));
  return keptNames("draft", tab).filter((name) => !here.has(name)).flatMap((id) => {
    const about = id.slice(keptName("draft", tab, "").length);
    const draft = draftAt(id);
    if (!draft || isSaidByAny(changes, about, draft)) return [];
    const [form, url] = about.split("@");
    const { fields, page, refused, chosen } = draft;
    return { id, url, form, fields, page, refused, chosen, claim: Number(url.match(/^\/claims\/(\d+)/)?.[1]) || undefined };
  });
}

/** What stands in a form goes on in another, on the version that it was written on, unless that says something. @param {Left} left @param {HTMLFormElement} form */
export function moveDraft({ id, fields, page }, form) {
  const name = nameOfForm(form);
  if (draftAt(name) || !keep(name, { tab, page, fields: fields.filter(([field]) => ["version", "claims_seen"].includes(field) || !isBeneath(field)) })) return;
  keep(id, null);
}

/** @param {import("./outbox.js").Change[]} changes @param {string} about the form of the draft, and its place @param {Draft} draft */
const isSaidByAny = (changes, about, draft) => changes.some(({ form, url, fields }) => about === `${form}@${url}` && isSaidIn(fields, draft));

/** Has a form say what a change says, on what that was written. @param {HTMLFormElement} form @param {import("./outbox.js").Change} change */
export function fillIn(form, { fields }) {
  const values = new Map(fields);
  for (const field of fieldsOf(form)) if (values.has(field.name)) fill(field, values);
}

/** Has a form say what another does, on what it is written on itself. @param {HTMLFormElement} form @param {HTMLFormElement} other */
export function sayAfter(form, other) {
  fillIn(form, { url: "", fields: wordsOf(other).filter(([name]) => !isBeneath(name)) });
  keepDraft(form);
}

/** Whether a change says all that a draft does. @param {[string, string][]} fields @param {Draft} draft */
function isSaidIn(fields, draft) {
  const said = new Map(fields);
  return draft.fields.every(([name, value]) => isBeneath(name) || said.get(name) === value);
}

/**
 * What was written of a claim in the tab of a change that has just been saved was written on top of that: it goes on from there.
 * @param {import("./outbox.js").Entry} saved
 * @param {string} version the claim's now
 * @param {(seen: string | undefined) => boolean} isNext whether it came of one that was seen by that change alone
 */
export function rebaseDrafts(saved, version, isNext) {
  for (const name of keptNames("draft", tab)) {
    const draft = draftAt(name);
    const isOfClaim = `${name.split("@")[1]}/`.startsWith(`/claims/${saved.claim}/`);
    if (!draft || !isOfClaim || draft.tab !== saved.tab || !isNext(new Map(draft.fields).get("version"))) continue;
    const left = saved.form ? draft.fields : withoutSaid(draft.fields, saved);
    const fields = left.map(([field, value]) => [field, field === "version" ? version : value]);
    keep(name, left.some(([field]) => !isBeneath(field)) ? { ...draft, fields } : null);
  }
}

/** What is said of a claim beside its form is said while that is closed: later than what the form was left with. @param {[string, string][]} left @param {import("./outbox.js").Entry} saved */
const withoutSaid = (left, { fields }) => left.filter(([field]) => isBeneath(field) || !fields.some(([name]) => name === field));

/**
 * Takes over what tabs have left on this page, or in a form that stands here, which are no longer open, where this one has nothing of the
 * form, and no change says it that is kept. What belongs elsewhere waits for the page that can show it. Gives the forms that are here.
 * @param {Set<string>} others the open ones @param {import("./outbox.js").Change[]} changes @returns {HTMLFormElement[]}
 */
export function adoptDrafts(others, changes) {
  const adopted = new Set();
  const here = new Set(draftedIn([document]).map(nameOfForm));
  for (const name of keptNames("draft")) {
    const [owner, about] = name.slice(keptName("draft", "").length).split(".");
    const mine = keptName("draft", tab, about);
    const draft = draftAt(name);
    if (!about || !draft || owner === tab || others.has(owner)) continue;
    const isKeptAnyway = isSaidByAny(changes, about, draft);
    if (!isKeptAnyway && !here.has(mine) && draft.page !== location.pathname) continue;
    if (!isKeptAnyway && (recall(mine) || !keep(mine, draft))) continue; // where there is no room, it stays where it is
    keep(name, null);
    if (!isKeptAnyway) adopted.add(mine);
  }
  return draftedIn([document]).filter((form) => adopted.has(nameOfForm(form)));
}

/** The forms within parts of the page whose drafts are kept. @param {ParentNode[]} roots @returns {HTMLFormElement[]} */
export const draftedIn = (roots) => roots.flatMap((root) => /** @type {HTMLFormElement[]} */ ([...itself(root), ...root.querySelectorAll(kept)]));

/** @param {ParentNode} root */
const itself = (root) => (root instanceof HTMLFormElement && root.matches(kept) ? [root] : []);

/** Brings back what was left in forms that have just come. Gives those that say it now. @param {HTMLFormElement[]} forms */
export const restoreDrafts = (forms) => forms.filter(restore);

/** @type {WeakMap<HTMLFormElement, [string, string][]>} */
const replaced = new WeakMap();

/** What a form said when its page came, where what was left there has come back in its place. @param {HTMLFormElement} form */
export const replacedIn = (form) => replaced.get(form);

/** @param {HTMLFormElement} form */
function restore(form) {
  const draft = draftAt(nameOfForm(form));
  if (!draft) return false;
  const values = new Map(draft.fields);
  const said = fieldsOf(form).filter(({ name }) => !isBeneath(name));
  const isMore = said.some((field) => differs(field, values));
  if (isMore) replaced.set(form, wordsOf(form));
  const comesBack = isNotTaken(form); // it says itself on what it is written now
  const isAnew = comesBack || isContested(form); // nor is it written on anything but what a conflict shows beside it
  if (isMore) for (const field of isAnew ? said : fieldsOf(form).filter((one) => isOfDraft(form, one.name, values))) fill(field, values);
  if (isMore) form.dispatchEvent(new Event("restored"));
  if (comesBack || (isAnew && isMore)) keepDraft(form);
  else if (!isMore) dropDraft(form);
  const folded = form.closest("details");
  if (folded && isMore) folded.open = true;
  return isMore;
}

/** Whether a field is for a draft to say: what the server had of another that it says nothing of is not. @param {HTMLFormElement} form @param {string} name @param {Map<string, string>} values */
function isOfDraft(form, name, values) {
  const about = name.startsWith("was.") && form.elements.namedItem(name.slice("was.".length));
  return !about || isTold(about, values);
}

/** Whether a draft says anything of a field: of a box that is not ticked by saying nothing. @param {any} field @param {Map<string, string>} values */
const isTold = (field, values) => field.type === "checkbox" || values.has(field.name);

/** Whether a draft says something else of a field than the server has. @param {any} field @param {Map<string, string>} values */
function differs(field, values) {
  if (!isTold(field, values)) return false;
  if (field.type === "radio" || field.type === "checkbox") return field.defaultChecked !== (values.get(field.name) === field.value);
  return cameWith(field) !== values.get(field.name);
}

/** Has a field say what a draft says of it. @param {any} field @param {Map<string, string>} values */
export function fill(field, values) {
  if (!isTold(field, values)) return;
  if (field.type === "radio" || field.type === "checkbox") field.checked = values.get(field.name) === field.value;
  else field.value = values.get(field.name);
}
