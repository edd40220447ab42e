// The page of the web chat. It draws what the server says and sends what the person says, each
// with an id of its own, again and again until the server has it; it decides nothing.
"use strict";

const FIRST = 10; // choices that are shown at once
const FILE_BYTES = 16 * 1024 * 1024;
const LONGEST_NOTE = 180; // seconds
const FALLBACK = { ary: ["ary", "ar", "fr", "en"], ar: ["ar", "fr", "en"], fr: ["fr", "en"], fa: ["fa", "en"] };
const LONG = 30 * 60 * 1000; // milliseconds between two lines after which the day and hour are shown
const RIGHT_TO_LEFT = ["ar", "ary", "fa"];

const at = (id) => document.getElementById(id);
const [log, lines, words] = [at("log"), at("lines"), at("words")];

let person = "";
let dictionary = {};
let language = "";
let events = null;
let drawing = false; // an old conversation is drawn again: nothing moves, nothing is announced
let atEnd = true; // the end of the conversation is on the screen, and stays there
let typing = false; // the last thing done was done by keyboard
let skin = "plain"; // whose look the server gives the lines
let holding = null; // what is kept back until there are two, to arrive at once
let changed = () => {}; // told when something was said: the tools look again

// ---------------------------------------------------------------- small things

function randomId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function remember(store, key, value) {
  try {
    if (value === undefined) return store.getItem(key);
    store.setItem(key, value);
  } catch {
    // A browser may forbid it: the address still says who this is.
  }
  return null;
}

function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

function word(key, of = language) {
  for (const one of FALLBACK[of] || ["en"]) {
    if (dictionary[one]?.[key]) return dictionary[one][key];
  }
  return "";
}

function speak(next) {
  language = next;
  document.documentElement.lang = next;
  document.documentElement.dir = RIGHT_TO_LEFT.includes(next) ? "rtl" : "ltr";
  if (!Object.keys(dictionary).length) return; // the page's own words stay
  document.title = word("name");
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll("[data-name]")) {
    element.setAttribute("aria-label", word(element.dataset.name));
    if (element.localName === "button") element.title = word(element.dataset.name);
  }
  words.placeholder = word("write");
  tell();
}

function locale() {
  return { ary: "ar-MA", ar: "ar-MA", fa: "fa-IR" }[language] || language || undefined;
}

function moment(instant) {
  const long = { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" };
  return new Intl.DateTimeFormat(locale(), long).format(new Date(instant));
}

function clock(instant = new Date().toISOString()) {
  const short = new Intl.DateTimeFormat(locale(), { hour: "2-digit", minute: "2-digit" });
  return make("time", { dateTime: instant }, short.format(new Date(instant)));
}

// ---------------------------------------------------------------- what is kept to be sent

const queue = [];
let pumping = false;
let hurry = () => {};
let late = false; // something could not be sent at the first try
let connected = false;

function keep() {
  const kept = queue.filter((item) => item.body).map((item) => item.body);
  remember(sessionStorage, `rafiq.waiting.${person}`, JSON.stringify(kept));
}

function say(fields) {
  const body = { as: person, id: randomId(), ...fields };
  draw({ id: body.id, who: "person", said: fields, waiting: true });
  if (holding) {
    holding.push(body);
    settle(body.id, "waiting");
    if (holding.length === 2) sendTogether(holding);
    return;
  }
  queue.push({ id: body.id, body });
  keep();
  pump();
}

function sayFile(blob, kind) {
  if (blob.size > FILE_BYTES) return notice(word("too_large"));
  const id = randomId();
  queue.push({ id, blob, kind });
  draw({ id, who: "person", said: { upload: { kind } }, waiting: true, blob });
  return pump();
}

function post(item) {
  if (item.body) {
    return fetch("/try/send", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(item.body),
      signal: AbortSignal.timeout(30_000),
    });
  }
  const query = new URLSearchParams({ as: person, id: item.id, kind: item.kind });
  return fetch(`/try/send?${query}`, {
    method: "POST",
    headers: { "Content-Type": item.blob.type || "application/octet-stream" },
    body: item.blob,
    signal: AbortSignal.timeout(300_000),
  });
}

async function pump() {
  if (pumping) return;
  pumping = true;
  let pause = 1;
  while (queue.length) {
    const item = queue[0];
    let again = pause;
    try {
      const answer = await post(item);
      if (answer.status < 500 && answer.status !== 408 && answer.status !== 429) again = 0;
      else again = Number(answer.headers.get("Retry-After")) || pause;
      if (!again && queue[0] === item) {
        queue.shift();
        keep();
        settle(item.id, answer.ok ? "sent" : "failed");
        if (answer.status === 401) location.assign("/try/login");
        changed();
      }
    } catch {
      // No network: the same id goes again.
    }
    late = again > 0;
    if (late) settle(item.id, "waiting");
    tell();
    if (!late) {
      pause = 1;
      continue;
    }
    pause = Math.min(pause * 2, 30);
    await new Promise((resolve) => {
      hurry = resolve;
      setTimeout(resolve, again * 1000);
    });
  }
  pumping = false;
}

function settle(id, state) {
  const item = lines.querySelector(`:scope > [data-id="${CSS.escape(id)}"]`);
  if (!item) return;
  item.classList.toggle("waiting", state === "waiting");
  item.classList.toggle("failed", state === "failed");
  const place = item.querySelector(".fate");
  if (place) place.textContent = state === "sent" ? "" : word(state);
}

function tell() {
  const state = at("state");
  const says = connected ? word("here") : word("connecting");
  if (state.textContent !== says) state.textContent = says;
  if (!navigator.onLine) notice(word("offline"));
  else notice(late ? word("waiting") : "");
}

function notice(says) {
  if (at("notice").textContent !== says) at("notice").textContent = says;
}

// ---------------------------------------------------------------- drawing

function draw(line) {
  const known = lines.querySelector(`:scope > [data-id="${CSS.escape(line.id)}"]`);
  if (known) {
    known.dataset.at = line.at || "";
    showGap(known);
    if (line.at) known.querySelector("time").replaceWith(clock(line.at));
    if (line.who === "person" && !queue.some((item) => item.id === line.id)) settle(line.id, "sent");
    return;
  }
  const grown = log.scrollHeight;
  const item = line.who === "bot" ? drawBot(line) : drawPerson(line);
  if (!drawing && (log.scrollHeight !== grown || line.waiting)) show(item);
}

// The end, or the beginning of what is longer than the screen.
function show(item) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  atEnd = item.offsetHeight < log.clientHeight - 32;
  const top = atEnd ? log.scrollHeight : item.offsetTop - log.offsetTop - 16;
  log.scrollTo({ top, behavior: calm ? "auto" : "smooth" });
}

function put(item, line) {
  item.dataset.id = line.id;
  if (line.at) item.dataset.at = line.at;
  if (!drawing) item.classList.add("new");
  const later = [...lines.children].find((other) => line.at && other.dataset.at > line.at);
  lines.insertBefore(item, later || null);
  showGap(item);
}

function showGap(item) {
  const [before, now] = [item.previousElementSibling?.dataset.at, item.dataset.at];
  if (before && now && new Date(now) - new Date(before) > LONG) item.dataset.gap = moment(now);
}

function drawPerson(line) {
  const { said } = line;
  if (said.event) return drawNote(word(said.event), line);
  if (!said.tap?.many) answer(said.tap?.token, line.at);
  if (said.tap) pick(said.tap);
  const bubble = make("div", { className: "bubble" });
  if (said.upload) {
    bubble.append(make("p", { className: "text" }, word(said.upload.kind === "audio" ? "voice" : said.upload.kind)));
    if (line.blob && said.upload.kind !== "file") bubble.prepend(media(said.upload.kind, URL.createObjectURL(line.blob)));
  } else {
    const place = said.location ? `${word("location")}: \u2066${said.location.join(", ")}\u2069` : "";
    const text = said.text ?? said.tap?.label ?? (said.contact ? `\u2066${said.contact}\u2069` : place);
    bubble.append(make("p", { className: "text", dir: "auto" }, text));
  }
  const under = make("p", { className: "under" }, make("span", { className: "fate" }));
  under.append(clock(line.at));
  bubble.append(under);
  const item = make("li", { className: "person" }, bubble);
  const silent = said.tap && (said.tap.many || skin === "telegram"); // Telegram shows no tap
  item.hidden = Boolean(silent) || !bubble.querySelector(".text").textContent; // a tick, a start link
  put(item, line);
  return item;
}

// Something that happened and was not said.
function drawNote(says, line) {
  const item = make("li", { className: "note" }, make("p", {}, says));
  put(item, line);
  return item;
}

function drawBot(line) {
  const { said } = line;
  if (said.language !== language) speak(said.language);
  if (line.drawn?.parts.length) return drawSkin(line);
  const before = said.token ? [...lines.children].findLast((item) => item.dataset.token === said.token) : null;
  if (before && said.replaces) {
    fill(before, said, line.at);
    return before;
  }
  const item = make("li", { className: "bot" });
  fill(item, said, line.at);
  const asks = Boolean(said.choices?.length || said.actions?.length);
  const focused = document.activeElement === document.body || lines.contains(document.activeElement);
  close(said.token, asks);
  put(item, line);
  if (asks && !drawing) {
    at("place").hidden = said.wants !== "location";
    words.inputMode = said.wants === "phone" ? "tel" : "text";
  }
  if (focused && typing && !drawing) (item.querySelector(".choices button:enabled") || words).focus({ preventScroll: true });
  return item;
}

// A question is answered by a tap on one of its buttons, or by anything else said after it.
function answer(token, instant) {
  const open = [...lines.children].filter(
    (item) => item.matches(".asks:not(.closed)") && !(instant && item.dataset.at > instant),
  );
  const answered = token ? open.filter((item) => item.dataset.token === token) : open.slice(-1);
  for (const item of answered) item.classList.add("answered");
}

// When the next question comes, the buttons of answered ones are only to be read. What comes without
// buttons may be help or a refusal: then only a question whose choice was tapped is over.
function close(token, asks) {
  for (const item of lines.children) {
    const same = asks && token && item.dataset.token === token;
    if (!same && !item.matches(asks ? ".answered" : ".answered.tapped")) continue;
    item.classList.add("closed");
    for (const button of item.querySelectorAll("button[data-key]")) button.disabled = true;
  }
}

function pick(tap) {
  if (tap.many) return;
  for (const button of lines.querySelectorAll("button[data-key]")) {
    const mine = button.dataset.key === tap.key && button.closest("li").dataset.token === tap.token;
    if (mine) {
      button.classList.add("picked");
      button.setAttribute("aria-pressed", "true");
      if (button.closest(".choices")) button.closest("li").classList.add("tapped");
    }
  }
}

function fill(item, said, instant) {
  const focused = item.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  const expanded = item.querySelector(".disclose")?.getAttribute("aria-expanded") === "true";
  const id = `text-${randomId()}`;
  const bubble = make("div", { className: "bubble" });
  for (const one of said.media || []) {
    bubble.append(media(one.kind, `/try/media/${encodeURIComponent(one.name)}?${new URLSearchParams({ as: person })}`));
  }
  bubble.append(make("p", { className: "text", id, lang: said.language, dir: said.direction }, ...linked(said.text)));
  bubble.append(make("p", { className: "under" }, clock(instant)));
  item.replaceChildren(bubble);
  item.dataset.token = said.token || "";
  item.lang = said.language;
  item.dir = said.direction;
  item.classList.remove("answered", "tapped");
  item.classList.toggle("asks", Boolean(said.choices?.length || said.actions?.length));
  if (said.choices?.length) item.append(choices(said, id, expanded));
  if (said.search) item.append(make("p", { className: "hint" }, word("search", said.language)));
  if (said.actions?.length) {
    const group = make("div", { className: "actions", role: "group", "aria-label": word("actions", said.language) });
    group.append(...said.actions.map((one) => button(one, said)));
    item.append(group);
  }
  if (focused) item.querySelector(`button[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

function choices(said, named, expanded) {
  const group = make("div", { className: "choices", role: "group", "aria-labelledby": named });
  const done = said.many ? said.choices.at(-1) : null;
  const all = said.choices.filter((one) => one !== done).map((one) => button(one, said, said.many));
  all.forEach((element, index) => {
    if (!said.choices[index].numbered) element.prepend(number(index + 1, said.language));
  });
  group.append(...all.slice(0, FIRST));
  if (all.length > FIRST) {
    const rest = make("div", { className: "more", id: `more-${randomId()}`, hidden: !expanded }, ...all.slice(FIRST));
    const more = make("button", { type: "button", className: "disclose" }, word("more", said.language));
    more.setAttribute("aria-expanded", String(expanded));
    more.setAttribute("aria-controls", rest.id);
    more.addEventListener("click", () => {
      rest.hidden = !rest.hidden;
      more.setAttribute("aria-expanded", String(!rest.hidden));
      if (!rest.hidden && typing) rest.querySelector("button").focus();
    });
    group.append(more, rest);
  }
  if (done) {
    const last = button(done, said);
    last.classList.add("done");
    group.append(last);
  }
  return group;
}

// A choice may be typed by its number; who hears the page taps it by its name.
function number(place, of) {
  const digits = new Intl.NumberFormat(of === "fa" ? "fa-IR" : "en", { useGrouping: false });
  return make("span", { className: "number", "aria-hidden": "true" }, digits.format(place));
}

function button(one, said, tick = false) {
  const element = make("button", { type: "button" }, make("span", { dir: "auto" }, one.label));
  element.dataset.key = one.key;
  if (tick) {
    element.classList.add("tick");
    element.setAttribute("aria-pressed", String(Boolean(one.chosen)));
  }
  element.addEventListener("click", () => {
    if (tick) element.setAttribute("aria-pressed", String(element.getAttribute("aria-pressed") !== "true"));
    say({ tap: { token: said.token || "", key: one.key, label: one.label.slice(0, 256), many: tick } });
  });
  return element;
}

function linked(text) {
  return text.split(/(https?:\/\/[^\s<>\u2066-\u2069]+)/).map((part, index) =>
    index % 2 ? make("a", { href: part, target: "_blank", rel: "noopener noreferrer" }, part) : part,
  );
}

function media(kind, address) {
  if (kind === "image" || kind === "sticker") return make("img", { src: address, alt: word("image") });
  if (kind === "video") return make("video", { src: address, controls: true });
  if (kind === "file") return make("a", { href: address, download: "" }, word("file"));
  const player = make("audio", { src: address, controls: true, preload: "none" });
  player.setAttribute("aria-label", word("voice"));
  return player;
}

function drawAll(all) {
  drawing = true;
  log.setAttribute("aria-busy", "true");
  lines.replaceChildren();
  for (const line of all) draw(line);
  for (const item of queue) {
    draw({ id: item.id, who: "person", said: item.body || { upload: { kind: item.kind } }, waiting: true, blob: item.blob });
  }
  drawing = false;
  log.scrollTop = log.scrollHeight;
  setTimeout(() => log.removeAttribute("aria-busy"), 100);
}

// ---------------------------------------------------------------- coming and going

function here() {
  return new URLSearchParams(location.hash.slice(1));
}

function whoIsHere() {
  const fragment = here().get("as");
  const query = new URLSearchParams(location.search).get("as");
  return fragment || query || remember(localStorage, "rafiq.person") || randomId();
}

// A start link counts once: what it asked for goes to the queue and leaves the address.
function startLink() {
  const query = new URLSearchParams(location.search);
  const link = {};
  for (const name of ["programme", "language", "start"]) if (query.get(name)) link[name] = query.get(name);
  return Object.keys(link).length ? link : null;
}

async function open() {
  events?.close();
  const form = new URLSearchParams(location.search).get("form") || here().get("form");
  const tried = form ? await preview(form) : null;
  if (tried?.refused) return;
  person = tried ? tried.as : whoIsHere();
  if (!tried) remember(localStorage, "rafiq.person", person);
  const link = tried ? tried.link : startLink();
  const address = new URLSearchParams(form ? { as: person, form } : { as: person });
  history.replaceState(null, "", `/try#${address}`);
  holding = null;
  queue.length = 0;
  lines.replaceChildren();
  const waiting = JSON.parse(remember(sessionStorage, `rafiq.waiting.${person}`) || "[]");
  for (const body of waiting) queue.push({ id: body.id, body });
  if (link) say({ ...link, locale: navigator.language });
  pump();
  listen(!link && !waiting.length && !tried);
  changed();
}

// Each event carries an id, and the browser comes back with the last one it saw.
function listen(mayStart) {
  events?.close();
  const mine = new EventSource(`/try/events?${new URLSearchParams({ as: person, skin })}`);
  events = mine;
  let fresh = mayStart;
  mine.addEventListener("open", () => {
    connected = true;
    hurry();
    tell();
  });
  mine.addEventListener("error", () => {
    connected = false;
    tell();
    // The browser comes back by itself, except after an answer that was not 200.
    if (mine.readyState === EventSource.CLOSED) setTimeout(() => mine === events && listen(fresh), 2000);
  });
  mine.addEventListener("history", (event) => {
    const all = JSON.parse(event.data);
    drawAll(all);
    if (fresh && !all.length) say({ start: "", locale: navigator.language });
    fresh = false;
    changed();
  });
  mine.addEventListener("line", (event) => {
    draw(JSON.parse(event.data));
    changed();
  });
}

at("fresh").addEventListener("click", () => {
  const form = here().get("form");
  const address = form ? { form } : { as: randomId() };
  history.pushState(null, "", `/try#${new URLSearchParams(address)}`); // "back" returns
  open();
  words.focus();
});

addEventListener("popstate", () => {
  if (whoIsHere() !== person) open();
});
addEventListener("online", () => {
  hurry();
  tell();
});
addEventListener("offline", tell);
log.addEventListener("scroll", () => {
  atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
});
new ResizeObserver(() => {
  if (atEnd) log.scrollTop = log.scrollHeight;
}).observe(log);
addEventListener("keydown", () => (typing = true), true);
addEventListener("pointerdown", () => (typing = false), true);

// ---------------------------------------------------------------- the composer

at("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = words.value.trim();
  if (!text) return;
  words.value = "";
  say({ text });
});

words.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  at("composer").requestSubmit();
});

at("attach").addEventListener("click", () => at("file").click());

at("file").addEventListener("change", () => {
  for (const file of at("file").files) {
    const family = file.type.split("/")[0];
    sayFile(file, ["image", "audio", "video"].includes(family) ? family : "file");
  }
  at("file").value = "";
});

at("place").addEventListener("click", () => {
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => say({ location: [coords.latitude, coords.longitude] }),
    () => notice(word("no_place")),
    { timeout: 20_000 },
  );
});

let recorder = null;

// What telephones play as well, where the browser can; else its own (mostly WebM).
const SOUNDS = ["audio/ogg;codecs=opus", "audio/mp4;codecs=mp4a.40.2"];

async function record() {
  if (recorder) return recorder.stop();
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    return notice(word("no_microphone"));
  }
  const parts = [];
  const limit = setTimeout(() => recorder?.stop(), LONGEST_NOTE * 1000);
  const mimeType = SOUNDS.find((each) => MediaRecorder.isTypeSupported(each));
  recorder = new MediaRecorder(stream, mimeType ? { mimeType } : {});
  recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
  recorder.addEventListener("stop", () => {
    clearTimeout(limit);
    for (const track of stream.getTracks()) track.stop();
    if (!recorder.dropped) sayFile(new Blob(parts, { type: recorder.mimeType.split(";")[0] }), "voice");
    recorder = null;
    named("record", "false");
  });
  recorder.start();
  return named("stop", "true");
}

function named(name, pressed) {
  at("record").dataset.name = name;
  at("record").setAttribute("aria-pressed", pressed);
  at("record").setAttribute("aria-label", word(name));
  at("record").title = word(name);
}

at("record").hidden = !(window.MediaRecorder && navigator.mediaDevices);
at("record").addEventListener("click", record);
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !recorder) return;
  recorder.dropped = true;
  recorder.stop();
});

// ---------------------------------------------------------------- begin

async function begin() {
  try {
    dictionary = await (await fetch("/try/static/words.json")).json();
  } catch {
    // The page's own English words stay.
  }
  const spoken = navigator.languages.map((one) => one.split("-")[0]);
  speak(spoken.find((one) => one in dictionary) || "fr");
  await findTools();
  open();
}

addEventListener("DOMContentLoaded", begin); // when skins and tools are there
