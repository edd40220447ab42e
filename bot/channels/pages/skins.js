// What a messenger would show: drawn from the parts that the server read off the very requests.
"use strict";

const NUMBER = "+212612345678"; // what « share my number » shares here; it is nobody's

function drawSkin(line) {
  const { said, drawn } = line;
  const before = said.token ? [...lines.children].findLast((item) => item.dataset.token === said.token) : null;
  const edited = before && drawn.parts[0].edits;
  const item = edited ? before : make("li", { className: "bot skinned" });
  const page = edited ? Number(before.dataset.page || 1) : 1;
  const focused = edited && item.contains(document.activeElement) ? document.activeElement.dataset.tap : "";
  item.replaceChildren();
  item.dataset.token = said.token || "";
  item.lang = said.language;
  item.dir = said.direction;
  for (const part of drawn.parts) item.append(...drawPart(part, line, item, page));
  if (skin === "telegram") sweep(item, drawn.parts);
  if (!edited) put(item, line);
  if (said.wants && !drawing) {
    at("place").hidden = said.wants !== "location";
    words.inputMode = said.wants === "phone" ? "tel" : "text";
  }
  if (focused) item.querySelector(`[data-tap="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  else if (typing && !drawing && !edited) (item.querySelector(".keys button") || words).focus({ preventScroll: true });
  return item;
}

function drawPart(part, line, item, page) {
  const { said } = line;
  const id = `text-${randomId()}`;
  const bubble = make("div", { className: "bubble" });
  for (const one of part.media) {
    bubble.append(media(one.kind, `/try/media/${encodeURIComponent(one.name)}?${new URLSearchParams({ as: person })}`));
  }
  const text = part.template ? template(part.template) : part.text;
  if (part.template) bubble.append(make("p", { className: "kind" }, word("template")));
  if (text) bubble.append(make("p", { className: "text", id, lang: said.language, dir: said.direction }, ...linked(text)));
  bubble.append(make("p", { className: "under" }, clock(line.at)));
  const drawn = [bubble];
  const group = { role: "group", "aria-labelledby": id };
  if (part.pages) drawn.push(keyboard(part.pages, page, item, group));
  if (part.keyboard) drawn.push(rows(part.keyboard, { className: "keys reply", ...group }));
  if (part.buttons) drawn.push(rows(part.buttons.map((key) => [key]), { className: "keys", ...group }));
  if (part.list) drawn.push(list(part.list, group));
  return drawn;
}

function template({ name, language: code, parameters }) {
  return [`${name} (${code})`, ...parameters].join("\n");
}

// The pages of a keyboard are turned here as the channel turns them: nothing reaches the bot.
function keyboard(pages, page, item, group) {
  const shown = Math.min(page, pages.length);
  const drawn = rows(pages[shown - 1], { className: "keys inline", ...group });
  for (const turn of drawn.querySelectorAll("[data-page]")) {
    turn.addEventListener("click", () => {
      item.dataset.page = turn.dataset.page;
      const next = keyboard(pages, Number(turn.dataset.page), item, group);
      drawn.replaceWith(next);
      if (typing) next.querySelector("[data-page]")?.focus();
    });
  }
  return drawn;
}

function rows(all, properties) {
  const group = make("div", properties);
  group.append(...all.map((row) => make("div", { className: "keyrow" }, ...row.map(key))));
  return group;
}

function key(one) {
  const element = make("button", { type: "button" }, make("span", { dir: "auto" }, one.title));
  if (one.page) {
    element.dataset.page = one.page;
    element.setAttribute("aria-label", `${word("page")} ${one.page}`);
    return element;
  }
  element.dataset.tap = one.data || one.title;
  element.addEventListener("click", () => press(one));
  return element;
}

function press(one) {
  if (one.asks === "location") return at("place").click();
  if (one.asks === "contact") return say({ contact: NUMBER });
  if (!one.data) return say({ text: one.title });
  return say({ tap: { data: one.data, label: one.title.slice(0, 256) } });
}

// WhatsApp shows one button; its list opens over the chat.
function list({ title, rows: all }, group) {
  const open = make("button", { type: "button", className: "opens" }, `☰ ${title}`);
  const sheet = make("div", { className: "sheet", id: `list-${randomId()}`, hidden: true });
  sheet.append(
    ...all.map((one) => {
      const element = key(one);
      if (one.description) element.append(make("small", { dir: "auto" }, one.description));
      return element;
    }),
  );
  open.setAttribute("aria-expanded", "false");
  open.setAttribute("aria-controls", sheet.id);
  open.addEventListener("click", () => {
    sheet.hidden = !sheet.hidden;
    open.setAttribute("aria-expanded", String(!sheet.hidden));
    if (!sheet.hidden && typing) sheet.querySelector("button").focus();
  });
  return make("div", { className: "keys list", ...group }, open, sheet);
}

// Telegram takes the keyboard of an answered question away; a reminder's stays.
function sweep(item, parts) {
  if (!parts.some((part) => part.pages || part.keyboard)) return;
  for (const other of lines.children) {
    if (other === item || /^t\d+$/.test(other.dataset.token || "")) continue;
    for (const old of other.querySelectorAll(".keys")) old.remove();
  }
}
