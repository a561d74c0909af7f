// What a script adds: drafts at every pause, keys in the queue, the idle warning, one sending a form, printing. All pages work without it.
"use strict";

const live = document.querySelector("[data-live]");

function say(words, passes = true) {
  if (!live) return;
  live.textContent = words;
  if (passes) window.setTimeout(() => { if (live.textContent === words) live.textContent = ""; }, 10000);
}

function clock() {
  const now = new Date();
  const half = now.getHours() < 12 ? "am" : "pm";
  return `${now.getHours() % 12 || 12}:${String(now.getMinutes()).padStart(2, "0")}${half}`;
}

// Drafts: a form that carries a mark posts its fields at every pause. Kept is only what our own answer says is kept; all else is
// tried again and said. The answer gives the hidden fields that change with each keeping: {"saved": true, "fields": {name: value}}.

const PAUSE = 1200;
const RETRY = 15000;
const SLOW = 5000;
const HANGING = 20000;
const MOST_KEPT_ALIVE = 60000;
const UNKEPT = "What you typed is on this page only.";

class Draft {
  constructor(mark) {
    this.mark = mark;
    this.form = mark.form;
    this.line = this.addLine();
    this.kept = "unkept" in mark.dataset ? null : this.typed();
    this.form.addEventListener("input", () => { this.isLeaving = false; this.wait(); });
    this.form.addEventListener("submit", (event) => this.send(event));
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.keep(); });
    window.addEventListener("pageshow", () => { this.isLeaving = false; this.wait(); });
  }

  addLine() {
    const line = document.createElement("p");
    line.className = "i-kept";
    line.setAttribute("role", "status");
    const foot = this.form.querySelector(".i-save, .i-acts");
    if (foot) foot.before(line); else this.form.append(line);
    return line;
  }

  fields() {
    return new URLSearchParams(new FormData(this.form));
  }

  typed() {
    const fields = this.fields();
    fields.delete("mark");
    fields.delete("csrfmiddlewaretoken");
    return fields.toString();
  }

  isUnsaved() {
    return !this.isLeaving && this.typed() !== this.kept;
  }

  send(event) {
    if (event.defaultPrevented) return;
    window.clearTimeout(this.timer);
    this.isLeaving = true;
    if (this.stop) this.stop.abort();
  }

  wait(pause = PAUSE) {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.keep(), pause);
  }

  async keep() {
    window.clearTimeout(this.timer);
    const typed = this.typed();
    if (!this.isUnsaved() || typed === this.refused || this.stop) return;
    this.stop = new AbortController();
    const slow = window.setTimeout(() => { this.line.textContent = `The draft is not kept yet: the server is slow to answer. ${UNKEPT}`; }, SLOW);
    const hung = window.setTimeout(() => this.stop.abort(), HANGING);
    let pause = RETRY;
    try {
      const body = this.fields();
      const keepalive = document.hidden && body.toString().length < MOST_KEPT_ALIVE;
      const answer = await fetch(this.mark.dataset.draftUrl, { method: "POST", body, redirect: "manual", keepalive, signal: this.stop.signal });
      if (await this.take(answer, typed)) pause = PAUSE;
    } catch {
      this.line.textContent = `The draft could not be kept just now; it is tried again. ${UNKEPT}`;
    }
    window.clearTimeout(slow);
    window.clearTimeout(hung);
    this.stop = null;
    if (this.isUnsaved()) this.wait(pause);
  }

  async take(answer, typed) {
    const isJson = (answer.headers.get("Content-Type") || "").includes("json");
    const said = isJson ? await answer.json() : {};
    if (answer.ok && said.saved === true && said.fields) {
      for (const [name, value] of Object.entries(said.fields)) {
        const field = this.form.elements.namedItem(name);
        if (field) field.value = value;
      }
      this.kept = typed;
      this.line.textContent = `Draft kept at ${clock()}.`;
      idle.begin();
      return true;
    }
    if (said.saved === false && said.why) {
      this.refused = typed;
      this.line.textContent = `${said.why} Copy what you typed before you leave this page.`;
      return true;
    }
    const isSignedOut = answer.type === "opaqueredirect";
    this.line.textContent = `The draft could not be kept${isSignedOut ? ", since you are signed out" : " just now; it is tried again"}. ${UNKEPT}`;
    return false;
  }
}

const drafts = [...document.querySelectorAll("[data-draft-url]")].map((mark) => new Draft(mark));

function isUnsaved() {
  return drafts.some((draft) => draft.isUnsaved());
}

function askBeforeLeaving(event) {
  if (!isUnsaved()) return;
  event.preventDefault();
  event.returnValue = "";
}

// One sending a form: a second click while the first is under way does nothing. A button that gives a file leaves the page as it is.

function guardSending(event) {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented || form.matches("[hx-post], [hx-get]")) return;
  if (event.submitter?.matches("[data-gives-file]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  window.setTimeout(() => say("The service is slow to answer. What you typed is still here. Wait, or press again in a few seconds: it is not done twice."), SLOW);
  window.setTimeout(() => delete form.dataset.sent, 8000);
}

// Idle: two minutes before the session ends a polite warning, extended by its button or by Escape. Other tabs are told.

const WARNING = 120;

const idle = {
  after: Number(document.body.dataset.idleAfter || 0),
  place: document.querySelector("[data-idle]"),
  tabs: "BroadcastChannel" in window ? new BroadcastChannel("inclusion-idle") : null,

  begin(isOwn = true) {
    if (!this.after || !this.place) return;
    window.clearTimeout(this.timer);
    this.endsAt = Date.now() + this.after * 1000;
    this.place.replaceChildren();
    this.timer = window.setTimeout(() => this.warn(), Math.max(this.after - WARNING, 1) * 1000);
    if (isOwn && this.tabs) this.tabs.postMessage("used");
  },

  warn() {
    const words = document.createElement("p");
    words.textContent = "You will be signed out in two minutes, because nothing was sent for a while.";
    const stay = document.createElement("button");
    stay.type = "button";
    stay.className = "i-btn";
    stay.textContent = "Stay signed in (Escape)";
    stay.addEventListener("click", () => this.extend());
    this.place.replaceChildren(words, stay);
    this.timer = window.setTimeout(() => this.end(), Math.max(this.endsAt - Date.now(), 0));
  },

  async extend() {
    try {
      const answer = await fetch(document.body.dataset.idleUrl, { redirect: "manual", cache: "no-store" });
      if (!answer.ok) return this.end();
      this.begin();
      say("You are still signed in.");
    } catch {
      say("We could not reach the server. Try again.");
    }
  },

  end() {
    if (isUnsaved()) {
      this.place.replaceChildren();
      return say(`You were signed out. ${UNKEPT}`, false);
    }
    window.location.assign(document.body.dataset.idleEnd);
  },
};

// Keys of the triage queue: j k open the next and the one before, a q r d decide on the one that is open, w acknowledges it,
// n opens the next one when it is decided, ? says what they are.
// They can be switched off, and rest while one types. On another row of the queue a letter opens that row and decides nothing.

const KEYS_OFF = "inclusion-keys-off";

function isTyping(target) {
  return target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]") !== null;
}

function stepInQueue(way) {
  const rows = [...document.querySelectorAll(".i-queue a")];
  const next = rows[Math.max(rows.findIndex((row) => row.hasAttribute("aria-current")) + way, 0)];
  if (next && !next.hasAttribute("aria-current")) next.click();
}

function pressKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const help = document.querySelector("[data-keys-help]");
  if (event.key === "?" && help) {
    help.open = !help.open;
    if (help.open) help.querySelector("summary").focus();
  } else if (window.localStorage.getItem(KEYS_OFF)) {
    return;
  } else if (event.key === "j" || event.key === "k") {
    stepInQueue(event.key === "j" ? 1 : -1);
  } else {
    const decides = /^[a-z]$/.test(event.key) && document.querySelector(`[data-key="${event.key}"]`);
    if (!decides) return;
    const button = document.activeElement.closest(".i-queue a:not([aria-current])") || decides;
    button.focus();
    button.click();
  }
  event.preventDefault();
}

function offerKeysSwitch(button) {
  const show = () => {
    button.textContent = window.localStorage.getItem(KEYS_OFF) ? "Switch the keys on" : "Switch the keys off";
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    if (window.localStorage.getItem(KEYS_OFF)) window.localStorage.removeItem(KEYS_OFF);
    else window.localStorage.setItem(KEYS_OFF, "1");
    show();
  });
  show();
}

// Paper shows what is folded on the screen, but for what is folded on purpose.

const opened = [];

function unfold() {
  for (const fold of document.querySelectorAll("details:not([open], .i-noprint)")) {
    fold.open = true;
    opened.push(fold);
  }
}

function foldAgain() {
  for (const fold of opened.splice(0)) fold.open = false;
}

// After a part of the page was fetched anew, what is wrong with it takes the focus.

function focusFault(event) {
  const place = event.target instanceof Element ? event.target : document;
  const fault = place.querySelector("[data-focus]");
  if (fault) fault.focus();
}

// Print: the letter in which the button stands, with page numbers of its own; elsewhere the page.

function printFrom(button) {
  const letter = button.closest(".i-letter");
  letter?.classList.add("is-printed");
  document.body.classList.toggle("prints-one", Boolean(letter));
  window.print();
}

function printAll() {
  document.body.classList.remove("prints-one");
  document.querySelectorAll(".is-printed").forEach((letter) => letter.classList.remove("is-printed"));
}

document.querySelectorAll("[data-keys-switch]").forEach(offerKeysSwitch);
document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => printFrom(button)));
document.addEventListener("submit", guardSending);
window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => delete form.dataset.sent));
window.addEventListener("beforeunload", askBeforeLeaving);
window.addEventListener("beforeprint", unfold);
window.addEventListener("afterprint", foldAgain);
window.addEventListener("afterprint", printAll);
document.addEventListener("htmx:after:swap", focusFault);
document.addEventListener("htmx:after:request", () => idle.begin());
document.addEventListener("htmx:response:error", (event) => {
  const isSignedOut = event.detail?.ctx?.response?.status === 401;
  say(isSignedOut ? `You were signed out. ${UNKEPT}` : "That did not work, and nothing was changed. Try again, or reload the page.");
});
document.addEventListener("htmx:error", () => say("We could not reach the server. What you typed is still here."));
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  say("The passkey was not used. Try again, or sign in with your password.");
});
if (document.querySelector("[data-triage]")) document.addEventListener("keydown", pressKey);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && idle.place?.hasChildNodes()) idle.extend();
});
if (idle.tabs) idle.tabs.addEventListener("message", () => idle.begin(false));
idle.begin();
