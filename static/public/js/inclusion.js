// What a script adds: drafts at every pause, keys in the queue, the idle warning, one sending a form, printing. All pages work without it.
"use strict";

const live = document.querySelector("[data-live]");

function say(words) {
  if (!live) return;
  live.textContent = words;
  window.setTimeout(() => { if (live.textContent === words) live.textContent = ""; }, 10000);
}

function clock() {
  const now = new Date();
  const half = now.getHours() < 12 ? "am" : "pm";
  return `${now.getHours() % 12 || 12}:${String(now.getMinutes()).padStart(2, "0")}${half}`;
}

// Drafts: a form with data-draft-url posts its fields at every pause. The answer may be 204, or JSON {"fields": {name: value}}
// for hidden fields that change with each keeping (the version, say).

const PAUSE = 1200;
const RETRY = 15000;

class Draft {
  constructor(form) {
    this.form = form;
    this.kept = this.typed();
    this.line = form.querySelector("[data-draft-status]") || this.addLine();
    form.addEventListener("input", () => this.wait());
    form.addEventListener("submit", () => window.clearTimeout(this.timer));
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.keep(); });
  }

  addLine() {
    const line = document.createElement("p");
    line.className = "i-kept";
    line.setAttribute("role", "status");
    const foot = this.form.querySelector(".i-save, .i-acts");
    if (foot) foot.before(line); else this.form.append(line);
    return line;
  }

  typed() {
    return new URLSearchParams(new FormData(this.form)).toString();
  }

  wait(pause = PAUSE) {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.keep(), pause);
  }

  async keep() {
    window.clearTimeout(this.timer);
    const typed = this.typed();
    if (typed === this.kept || this.form.dataset.sent || this.isKeeping) return;
    this.isKeeping = true;
    let pause = PAUSE;
    try {
      const answer = await fetch(this.form.dataset.draftUrl, {
        method: "POST", body: new URLSearchParams(typed), redirect: "manual", keepalive: true,
      });
      await this.take(answer, typed);
    } catch {
      this.line.textContent = "The draft could not be kept just now. What you typed is still here.";
      pause = RETRY;
    }
    this.isKeeping = false;
    if (this.typed() !== this.kept) this.wait(pause);
  }

  async take(answer, typed) {
    if (!answer.ok) {
      this.kept = typed;
      this.line.textContent = "The draft could not be kept. Copy what you typed before you leave this page.";
      return;
    }
    const isJson = (answer.headers.get("Content-Type") || "").includes("json");
    const fields = isJson ? (await answer.json()).fields || {} : {};
    const before = this.typed();
    for (const [name, value] of Object.entries(fields)) {
      const field = this.form.elements.namedItem(name);
      if (field) field.value = value;
    }
    this.kept = before === typed ? this.typed() : typed;
    this.line.textContent = `Draft kept at ${clock()}.`;
    idle.begin();
  }
}

// One sending a form: a second click while the first is under way does nothing.

function guardSending(event) {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented || form.matches("[hx-post], [hx-get]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
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
    window.location.assign(document.body.dataset.idleEnd);
  },
};

// Keys of the triage queue: j k open the next and the one before, a q r d decide on the one that is open, ? says what they are.
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

document.querySelectorAll("form[data-draft-url]").forEach((form) => new Draft(form));
document.querySelectorAll("[data-keys-switch]").forEach(offerKeysSwitch);
document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));
document.addEventListener("submit", guardSending);
window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => delete form.dataset.sent));
window.addEventListener("beforeprint", unfold);
window.addEventListener("afterprint", foldAgain);
document.addEventListener("htmx:after:swap", focusFault);
document.addEventListener("htmx:after:request", () => idle.begin());
document.addEventListener("htmx:response:error", (event) => {
  if (event.detail?.ctx?.response?.status !== 422) say("That did not work, and nothing was changed. Try again, or reload the page.");
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
