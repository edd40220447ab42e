// The tools beside the chat. Each asks the server, which does it on the way of the real thing.
"use strict";

const tools = at("tools");
let available = false;
let looking = 0;

async function ask(path, body) {
  const answer = await fetch(path, {
    method: body ? "POST" : "GET",
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(120_000),
  });
  const found = answer.status === 404 ? null : await answer.json().catch(() => ({}));
  return { ok: answer.ok, status: answer.status, found };
}

function of(path) {
  return `${path}?${new URLSearchParams({ as: person })}`;
}

async function tool(action, fields = {}) {
  tools.setAttribute("aria-busy", "true");
  try {
    const { ok, found } = await ask("/try/tools", { as: person, do: action, ...fields });
    told(ok ? word("done") : found?.error || word("failed"));
    return ok ? found : null;
  } catch {
    told(word("waiting"));
    return null;
  } finally {
    tools.removeAttribute("aria-busy");
    look();
  }
}

function told(says) {
  at("told").textContent = says;
}

// ---------------------------------------------------------------- before a page begins

async function findTools() {
  try {
    available = (await ask(`/try/tools?${new URLSearchParams({ as: randomId() })}`)).ok;
  } catch {
    available = false;
  }
  at("open-tools").hidden = !available;
  if (!available) return;
  wear(remember(localStorage, "rafiq.skin") || "plain");
}

function wear(next) {
  skin = ["plain", "telegram", "whatsapp"].includes(next) ? next : "plain";
  document.body.dataset.skin = skin;
  remember(localStorage, "rafiq.skin", skin);
  document.querySelector(`[name=skin][value=${skin}]`).checked = true;
}

// A form on its own: nothing of it is kept. A reload goes on where it stands.
async function preview(form) {
  if (!available) return null;
  const known = here().get("as");
  if (known) {
    const { found } = await ask(`/try/tools?${new URLSearchParams({ as: known })}`);
    if (found?.preview) return { as: known, link: null };
  }
  const mine = randomId();
  const { ok, found } = await ask("/try/preview", { as: mine, form });
  const wanted = new URLSearchParams(location.search).get("language");
  if (ok) return { as: mine, link: { programme: found.start, ...(wanted && { language: wanted }) } };
  lines.replaceChildren();
  const faults = found?.faults || [found?.error || word("failed")];
  for (const fault of faults) drawNote(fault, { id: randomId() });
  return { as: mine, link: null, refused: true };
}

// ---------------------------------------------------------------- what is seen

changed = () => {
  if (tools.hidden) return;
  clearTimeout(looking);
  looking = setTimeout(look, 150);
};

async function look() {
  if (tools.hidden) return;
  const whom = person;
  try {
    const [offers, ledger, standing] = await Promise.all(
      ["/try/tools", "/try/ledger", "/try/standing"].map((path) => ask(of(path))),
    );
    if (whom !== person || !offers.ok) return;
    drawOffers(offers.found);
    if (ledger.ok) drawLedger(ledger.found);
    if (standing.ok) drawStanding(standing.found);
  } catch {
    // The server is away: the page says so already.
  }
}

function drawOffers(offers) {
  at("clock").dateTime = offers.now;
  at("clock").textContent = moment(offers.now);
  at("block").setAttribute("aria-pressed", String(offers.blocked));
  const codes = Object.entries(offers.codes);
  options(at("code"), codes.map(([code, kind]) => [code, code === kind ? code : `${code}: ${kind}`]));
  const named = ({ id, name }) => [id, name[language] || name.en || Object.values(name)[0] || id];
  options(at("programme"), [["", "–"], ...offers.programmes.map(named)]);
  options(at("language"), [["", "–"], ...offers.languages.map((one) => [one, LANGUAGES[one] || one])]);
  link();
}

const LANGUAGES = { ary: "الدارجة", ar: "العربية", fa: "فارسی", fr: "Français", en: "English" };

function options(select, all) {
  const values = all.map(([value]) => value).join("\n");
  if (select.dataset.values === values) return;
  const chosen = select.value;
  select.dataset.values = values;
  select.replaceChildren(...all.map(([value, text]) => make("option", { value }, text)));
  if (all.some(([value]) => value === chosen)) select.value = chosen;
}

function drawLedger({ updates, failing, messages }) {
  const waiting = failing.length ? ` · ${word("will_fail")}: ${failing.join(", ")}` : "";
  at("updates").textContent = `${word("updates")}: ${updates}${waiting}`;
  const open = new Set([...at("ledger").querySelectorAll("details[open]")].map((one) => one.dataset.id));
  at("ledger").replaceChildren(...messages.map((one) => fate(one, open)));
}

function fate(one, open) {
  const id = `${one.created} ${one.due} ${one.text}`;
  const state = make("span", { className: `state ${one.state}` }, word(`state_${one.state}`) || one.state);
  const why = [one.reason, one.error].filter(Boolean).join(" · ");
  const tries = one.attempts > 1 ? ` ×${one.attempts}` : "";
  const summary = make("summary", {}, state, make("span", { dir: "ltr" }, `${tries} ${why}`));
  summary.append(make("span", { className: "says", dir: "auto" }, shortened(one.text || "")));
  const details = make("details", {}, summary);
  details.dataset.id = id;
  details.open = open.has(id);
  if (one.state === "queued") details.append(make("p", {}, `${word("due")}: ${moment(one.due)}`));
  const json = one.requests.map((request) => JSON.stringify(request, null, 1)).join("\n");
  details.append(make("pre", { dir: "ltr", tabIndex: 0, "aria-label": word("request") }, json));
  return make("li", {}, details);
}

function shortened(text) {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function drawStanding(standing) {
  const parts = [];
  const { question } = standing;
  if (question) {
    const place = standing.progress[0] ? ` (${standing.progress.join("/")})` : "";
    parts.push(make("p", {}, make("code", {}, question.name), ` ${question.type}${place}`));
    parts.push(make("p", { className: "says", dir: "auto" }, question.label), ...because(standing.why));
    parts.push(lengths(standing.lengths, question.name));
  } else parts.push(make("p", {}, `${word("stage")}: ${standing.stage || "–"}`));
  if (standing.answers.length) parts.push(answers(standing.answers));
  at("standing").replaceChildren(...parts);
}

function because({ reasons, left_out: leftOut }) {
  const said = (one) => {
    const given = one.given.map((each) => `${each.name} = ${each.shown || word("blank")}`).join(", ");
    const line = make("li", {}, `${one.name}: `, make("code", { dir: "ltr" }, one.expression));
    line.append(` ${word(one.holds ? "holds" : "fails")}`, given ? ` (${given})` : "");
    return line;
  };
  const parts = [make("p", {}, word(reasons.length ? "because" : "always"))];
  if (reasons.length) parts.push(make("ul", {}, ...reasons.map(said)));
  if (leftOut.length) parts.push(make("p", {}, word("left_out")), make("ul", {}, ...leftOut.map(said)));
  return parts;
}

// Each label with its length and what a channel has room for; what is over stands out.
function lengths(all, question) {
  const table = make("table", {}, make("caption", {}, word("lengths")));
  for (const row of all) {
    const cells = Object.entries(row.limits).map(([channel, limit]) => {
      const over = row.length > limit;
      const name = { telegram: "T", whatsapp: "W", whatsapp_button: "W ▭", whatsapp_row: "W ☰", whatsapp_description: "W ☰☰" };
      const cell = make("span", { className: over ? "over" : "" }, `${name[channel]} ${limit}${over ? " ✗" : ""}`);
      cell.title = `${channel} ${limit}`;
      return cell;
    });
    const head = make("th", { scope: "row" }, make("code", {}, row.name || question));
    table.append(make("tr", {}, head, make("td", {}, String(row.length)), make("td", { dir: "ltr" }, ...cells)));
  }
  return table;
}

function answers(all) {
  const table = make("table", {}, make("caption", {}, word("answers")));
  for (const one of all) {
    const head = make("th", { scope: "row" }, make("code", {}, one.name));
    table.append(make("tr", {}, head, make("td", { dir: "auto" }, one.shown || word("blank"))));
  }
  return table;
}

// ---------------------------------------------------------------- what is done

function showTools(open) {
  tools.hidden = !open;
  at("open-tools").setAttribute("aria-expanded", String(open));
  (open ? at("close-tools") : at("open-tools")).focus();
  told("");
  look();
}

at("open-tools").addEventListener("click", () => showTools(tools.hidden));
at("close-tools").addEventListener("click", () => showTools(false));
tools.addEventListener("keydown", (event) => {
  if (event.key === "Escape") showTools(false);
});

for (const radio of document.querySelectorAll("[name=skin]")) {
  radio.addEventListener("change", () => {
    wear(radio.value);
    listen(false); // the stream brings everything again in the new look
    look();
  });
}

for (const button of document.querySelectorAll("[data-advance]")) {
  button.addEventListener("click", () => tool("advance", { by: button.dataset.advance }));
}

at("remind").addEventListener("click", async () => {
  const found = await tool("remind");
  if (found) told(word(found.reminded ? "reminded" : "no_reminder"));
});

at("block").addEventListener("click", () =>
  tool("block", { blocked: at("block").getAttribute("aria-pressed") !== "true" }),
);

at("again").addEventListener("click", async () => {
  const found = await tool("again");
  if (found) told(`${word("came")}: ${found.sent} · ${word("applied")}: ${found.applied}`);
});

at("hold").addEventListener("click", () => {
  if (holding?.length) return;
  holding = holding ? null : [];
  at("hold").setAttribute("aria-pressed", String(Boolean(holding)));
});

async function sendTogether(bodies) {
  holding = null;
  at("hold").setAttribute("aria-pressed", "false");
  const found = await tool("together", { bodies });
  for (const { id } of bodies) settle(id, found ? "sent" : "failed");
}

at("fail").addEventListener("click", () => tool("fail", { code: at("code").value }));

function link() {
  const wanted = {};
  for (const name of ["programme", "language"]) if (at(name).value) wanted[name] = at(name).value;
  const address = `/try?${new URLSearchParams(wanted)}`;
  at("start-link").textContent = at("start-link").href = new URL(address, location.origin).href;
  at("save").href = of("/try/saved");
  return wanted;
}

at("programme").addEventListener("change", link);
at("language").addEventListener("change", link);
at("start").addEventListener("click", () => {
  const wanted = link();
  say({ ...(Object.keys(wanted).length ? wanted : { start: "" }), locale: navigator.language });
});

at("reset").addEventListener("click", async () => {
  if (here().get("form")) return at("fresh").click();
  if (!(await tool("reset"))) return undefined;
  queue.length = 0;
  keep();
  return say({ start: "", locale: navigator.language });
});
