// The theme switch, the section that is being read, and previews of works, equations and terms that the text names.
"use strict";

// A page opened from a disk may load scripts and nothing else, so data comes as a script that calls a function.
const loaded = new Map();
const load = (file, receiver) => {
  if (!loaded.has(file)) {
    loaded.set(file, new Promise((resolve, reject) => {
      window[receiver] = resolve;
      const script = Object.assign(document.createElement("script"), { src: file });
      script.onerror = () => reject(new Error(file));
      document.head.append(script);
    }));
  }
  return loaded.get(file);
};

(() => {
  // ---- The theme: the system's choice until the reader's own is another; the head has set what was remembered

  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const button = document.querySelector("button.theme");
  const tell = () => button?.setAttribute("aria-pressed", String(isDark()));
  const remember = (theme) => {
    try {
      if (theme) localStorage.setItem("theme", theme); else localStorage.removeItem("theme");
    } catch {
      // Where nothing may be kept the choice holds for this page.
    }
  };
  button?.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    const isSystems = (theme === "dark") === system.matches;
    if (isSystems) delete root.dataset.theme; else root.dataset.theme = theme;
    remember(isSystems ? null : theme);
    tell();
  });
  system.addEventListener("change", tell);
  addEventListener("storage", (event) => {
    if (event.key !== "theme") return;
    if (event.newValue) root.dataset.theme = event.newValue; else delete root.dataset.theme;
    tell();
  });
  tell();

  // ---- The section that is being read

  const contents = document.querySelector("nav.contents");
  const links = new Map();
  for (const link of contents?.querySelectorAll('a[href^="#"]') ?? []) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  if (links.size) {
    const headings = [...links.keys()];
    let current = null;
    const mark = () => {
      // The last heading above the upper third of the window.
      const read = headings.findLast((heading) => heading.getBoundingClientRect().top < innerHeight / 3) ?? null;
      if (read === current) return;
      links.get(current)?.removeAttribute("aria-current");
      current = read;
      const link = links.get(current);
      link?.setAttribute("aria-current", "location");
      if (link && contents.scrollHeight > contents.clientHeight) {
        const [box, frame] = [link.getBoundingClientRect(), contents.getBoundingClientRect()];
        if (box.top < frame.top || box.bottom > frame.bottom) contents.scrollTop += box.top - frame.top - frame.height / 3;
      }
    };
    let isWaiting = false;
    addEventListener("scroll", () => {
      if (isWaiting) return;
      isWaiting = true;
      requestAnimationFrame(() => { isWaiting = false; mark(); });
    }, { passive: true });
    mark();
  }

  // ---- Previews

  const note = Object.assign(document.createElement("div"), { className: "preview", id: "page.preview", hidden: true });
  note.setAttribute("role", "tooltip");
  let shown = null;
  // The link whose preview is shown, or will be when it has come.
  let wanted = null;
  let timer = 0;
  const later = (action, delay) => { clearTimeout(timer); timer = setTimeout(action, delay); };

  // A term's definition.
  const definition = async (link) => {
    const terms = await load(article.dataset.terms, "bookTerms").catch(() => []);
    const found = terms.find(([id]) => id === decodeURIComponent(link.hash.slice(1)));
    const template = document.createElement("template");
    template.innerHTML = found?.[1] ?? "";
    return found ? [template.content] : null;
  };

  // What a link leads to, if it is short enough to be shown here.
  const preview = (link) => {
    if (link.matches(".term")) return definition(link);
    const target = link.hash.length > 1 && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target) return null;
    if (target.matches(".references li")) {
      const copy = target.cloneNode(true);
      for (const back of copy.querySelectorAll(".back")) back.remove();
      return [...copy.childNodes];
    }
    const math = target.matches(".equation") && target.querySelector("math");
    return math && !target.contains(link) ? [math.cloneNode(true)] : null;
  };

  const hide = () => {
    clearTimeout(timer);
    shown?.removeAttribute("aria-describedby");
    const was = shown;
    shown = wanted = null;
    note.hidden = true;
    return was;
  };

  const show = async (link) => {
    clearTimeout(timer);
    if (wanted === link) return;
    hide();
    wanted = link;
    const content = await preview(link);
    if (!content || wanted !== link) return;
    note.replaceChildren(...content);
    shown = link;
    link.setAttribute("aria-describedby", note.id);
    note.hidden = false;
    note.style.left = note.style.top = "0";
    const [box, size] = [link.getClientRects()[0], note.getBoundingClientRect()];
    const room = root.clientWidth - size.width - 8;
    const fits = box.bottom + 6 + size.height < innerHeight || box.top - size.height - 6 < 0;
    note.style.left = `${Math.max(8, Math.min(box.left, room)) + scrollX}px`;
    note.style.top = `${(fits ? box.bottom + 6 : box.top - size.height - 6) + scrollY}px`;
  };

  const article = document.querySelector("article");
  const linkOf = (target) => target.closest?.('a.term, a[href^="#"]:not(.permalink, .number, .back)');
  if (article) {
    document.body.append(note);
    article.addEventListener("pointerover", (event) => {
      const link = event.pointerType === "mouse" && linkOf(event.target);
      if (link) later(() => show(link), shown ? 60 : 200);
    });
    article.addEventListener("pointerout", (event) => {
      if (event.pointerType === "mouse" && linkOf(event.target)) later(hide, 250);
    });
    note.addEventListener("pointerenter", () => clearTimeout(timer));
    note.addEventListener("pointerleave", () => later(hide, 250));
    article.addEventListener("focusin", (event) => {
      const link = linkOf(event.target);
      if (link?.matches(":focus-visible")) show(link); else hide();
    });
    article.addEventListener("focusout", (event) => {
      if (!note.contains(event.relatedTarget)) hide();
    });
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && hide()) event.preventDefault();
    });
  }
})();
// What a page does beyond being read: notes on the names in code, copying, search. Every page is whole without it.
"use strict";

(() => {
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const escapeHandlers = [];
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && escapeHandlers.some((close) => close())) event.preventDefault();
  });

  // ---- Notes on names

  const article = document.querySelector("article[data-notes]");
  const note = make("div", { className: "note", id: "page.note", hidden: true });
  note.setAttribute("role", "tooltip");
  let noted = null;
  let timer = 0;

  // Text with code between backticks.
  const withCode = (text) => text.split("`").map((part, index) => index % 2 ? make("code", {}, part) : part);

  const show = async (name) => {
    clearTimeout(timer);
    if (noted === name) return;
    const notes = await load(article.dataset.notes, "bookNotes").catch(() => null);
    const found = notes && notes[name.dataset.n];
    if (!found) return;
    hide();
    const [declaration, summary, address] = found;
    note.replaceChildren(make("pre", {}, make("code", {}, declaration)));
    if (summary) note.append(make("p", {}, ...withCode(summary)));
    if (address) note.append(make("p", {}, make("a", { href: address, tabIndex: -1 }, "Documentation")));
    noted = name;
    name.classList.add("noted");
    name.setAttribute("aria-describedby", note.id);
    note.hidden = false;
    place(name.getClientRects()[0]);
  };

  // Below the name, or above it where there is more room.
  const place = (box) => {
    note.style.left = note.style.top = "0";
    const size = note.getBoundingClientRect();
    const room = document.documentElement.clientWidth - size.width - 8;
    const below = box.bottom + 6;
    const fits = below + size.height < innerHeight || box.top - size.height - 6 < 0;
    note.style.left = `${Math.max(8, Math.min(box.left, room)) + scrollX}px`;
    note.style.top = `${(fits ? below : box.top - size.height - 6) + scrollY}px`;
  };

  const hide = () => {
    clearTimeout(timer);
    if (!noted) return false;
    noted.classList.remove("noted");
    noted.removeAttribute("aria-describedby");
    noted = null;
    note.hidden = true;
    return true;
  };

  const later = (action, delay) => {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  };

  const nameOf = (target) => target.closest?.("pre [data-n]");

  if (article) {
    document.body.append(note);
    escapeHandlers.push(hide);
    article.addEventListener("pointerover", (event) => {
      const name = event.pointerType === "mouse" && nameOf(event.target);
      if (name) later(() => show(name), noted ? 60 : 200);
    });
    article.addEventListener("pointerout", (event) => {
      if (event.pointerType === "mouse" && nameOf(event.target)) later(hide, 250);
    });
    // The pointer may move onto the note, to read it at leisure or to follow its link.
    note.addEventListener("pointerenter", () => clearTimeout(timer));
    note.addEventListener("pointerleave", () => later(hide, 250));
    // A finger cannot hover: the first touch shows the note, from which a link leads on.
    let touched = false;
    article.addEventListener("pointerdown", (event) => { touched = event.pointerType !== "mouse"; });
    document.addEventListener("click", (event) => {
      if (note.contains(event.target)) return;
      const name = nameOf(event.target);
      if (!name) return void hide();
      if (name.matches("a") && !touched) return;
      event.preventDefault();
      show(name);
    });
  }

  // ---- One tab stop a block of code; arrow keys move between its names

  const namesIn = (block) => [...block.querySelectorAll("a[href], [data-n]")];
  for (const link of document.querySelectorAll("pre a")) link.tabIndex = -1;

  const enter = (name) => {
    if (!name.matches("a")) name.tabIndex = -1;
    name.focus({ preventScroll: false });
    if (name.dataset.n) show(name); else hide();
  };

  // The name above or below that is nearest.
  const onNextLine = (names, from, direction) => {
    const here = from.getClientRects()[0];
    const others = names.map((name) => ({ name, box: name.getClientRects()[0] }))
      .filter(({ box }) => (box.top - here.top) * direction > here.height / 2);
    const nearest = Math.min(...others.map(({ box }) => Math.abs(box.top - here.top)));
    return others.filter(({ box }) => Math.abs(box.top - here.top) < nearest + here.height / 2)
      .sort((a, b) => Math.abs(a.box.left - here.left) - Math.abs(b.box.left - here.left))[0]?.name;
  };

  document.addEventListener("keydown", (event) => {
    const block = event.target.closest?.("pre");
    if (!block || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const names = namesIn(block);
    const at = names.indexOf(event.target);
    const isRow = at >= 0 && (event.key === "ArrowUp" || event.key === "ArrowDown");
    const next =
      event.key === "ArrowRight" ? names[at + 1]
      : event.key === "ArrowLeft" ? names[at - 1]
      : at >= 0 && event.key === "Home" ? names[0]
      : at >= 0 && event.key === "End" ? names[names.length - 1]
      : isRow ? onNextLine(names, names[at], event.key === "ArrowDown" ? 1 : -1)
      : null;
    if (next) {
      event.preventDefault();
      enter(next);
    } else if (event.key === "Enter" && at >= 0 && !event.target.matches("a")) {
      event.preventDefault();
      if (noted === event.target) hide(); else show(event.target);
    }
  });
  document.addEventListener("focusout", (event) => {
    if (event.target === noted && !note.contains(event.relatedTarget)) hide();
  });
  // Back from a name, Escape leads to its block, so that the next Tab leaves it.
  escapeHandlers.push(() => {
    const block = document.activeElement?.closest("pre");
    if (!block || block === document.activeElement) return false;
    block.focus();
    return true;
  });

  const blocks = [...document.querySelectorAll("pre")].filter((block) => block.querySelector("[data-n]"));
  if (blocks.length) {
    const help = make("p", { id: "page.keys", hidden: true }, "Left and right arrow keys move between names; each shows its type.");
    document.body.append(help);
    for (const block of blocks) block.setAttribute("aria-describedby", help.id);
  }

  // ---- Copying

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = make("textarea", { value: text, readOnly: true });
      area.style.position = "fixed";
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  };

  for (const block of document.querySelectorAll(".code:is(.swift, .plain) > pre")) {
    const button = make("button", { type: "button", className: "copy" }, "Copy");
    button.setAttribute("aria-label", "Copy this code");
    button.onclick = async () => {
      await copy(block.textContent);
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    };
    block.after(button);
  }

  // ---- Search

  const LIMIT = 30;
  const isHan = /[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af]/;
  const lower = (text) => text.toLowerCase();

  // Words apart at blanks, and Chinese apart from the rest. A longer run of Chinese that stands nowhere as a whole
  // is looked for two characters at a time, of which half must be there.
  const termsOf = (query) => lower(query).match(/[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af]+|[^\s\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af]+/g) ?? [];
  const pairsOf = (term) => isHan.test(term) && term.length > 2 ? Array.from({ length: term.length - 1 }, (_, index) => term.slice(index, index + 2)) : [term];

  const sectionsOf = (pages) => pages.flatMap(([address, title, sections]) =>
    sections.map(([id, heading, text]) => ({
      address: id ? `${address}#${encodeURIComponent(id)}` : address,
      title, heading: heading || title, text, head: lower(`${title} ${heading}`), own: lower(heading || title), body: lower(text),
    })));

  const count = (text, term) => {
    let found = 0;
    for (let at = text.indexOf(term); at >= 0 && found < 5; at = text.indexOf(term, at + term.length)) found++;
    return found;
  };

  const rank = (sections, terms, needed) => sections
    .map((section) => {
      let score = 0;
      let missing = terms.length - needed;
      for (const term of terms) {
        const own = section.own.includes(term);
        const found = count(section.body, term);
        if (!own && !found && !section.head.includes(term) && missing-- <= 0) return null;
        score += (own ? 20 : 0) + (section.own === term ? 20 : 0) + found + (section.head.includes(term) ? 2 : 0);
      }
      return { section, score };
    })
    .filter(Boolean)
    .sort((a, b) => b.score - a.score)
    .map(({ section }) => section);

  const find = (sections, query) => {
    const terms = termsOf(query);
    if (!terms.length) return { terms, found: [] };
    const found = rank(sections, terms, terms.length);
    const pairs = terms.flatMap(pairsOf);
    return found.length || pairs.length === terms.length ? { terms, found } : { terms: pairs, found: rank(sections, pairs, Math.ceil(pairs.length / 2)) };
  };

  // What stands around the first place, with all terms marked.
  const excerpt = ({ text, body }, terms) => {
    const places = terms.map((term) => body.indexOf(term)).filter((at) => at >= 0);
    if (!places.length) return [text.slice(0, 120)];
    const start = Math.max(0, Math.min(...places) - 50);
    const piece = text.slice(start, start + 150);
    const marked = [start > 0 ? "…" : ""];
    let at = 0;
    while (at < piece.length) {
      const hits = terms.map((term) => ({ term, place: lower(piece).indexOf(term, at) })).filter(({ place }) => place >= 0);
      if (!hits.length) break;
      const { term, place } = hits.reduce((a, b) => (b.place < a.place ? b : a));
      marked.push(piece.slice(at, place), make("mark", {}, piece.slice(place, place + term.length)));
      at = place + term.length;
    }
    return [...marked, piece.slice(at), start + 150 < text.length ? "…" : ""];
  };

  let dialog = null;
  const openSearch = () => {
    if (!dialog) buildSearch();
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("input").select();
  };

  const buildSearch = () => {
    const input = make("input", { type: "search", autocomplete: "off", spellcheck: false });
    input.setAttribute("aria-label", "Search the book");
    const status = make("output");
    const list = make("ol");
    const close = make("button", { type: "button", onclick: () => dialog.close() }, "Close");
    const form = make("form", { method: "dialog" }, input, close);
    dialog = make("dialog", { className: "search" }, form, status, list);
    dialog.setAttribute("aria-label", "Search");
    document.body.append(dialog);

    const pages = load("search.js", "bookSearch").then(sectionsOf);
    const update = async () => {
      const query = input.value.trim();
      const sections = await pages.catch(() => null);
      if (query !== input.value.trim()) return;
      if (!sections) return void (status.textContent = "The search index could not be loaded.");
      const { terms, found } = find(sections, query);
      status.textContent = !query ? "" : found.length === 1 ? "1 place" : found.length > LIMIT ? `${LIMIT} of ${found.length} places` : `${found.length} places`;
      list.replaceChildren(...found.slice(0, LIMIT).map((section) =>
        make("li", {}, make("a", { href: section.address },
          make("b", {}, section.heading), " ", make("small", {}, section.heading === section.title ? "" : section.title),
          make("span", {}, ...excerpt(section, terms))))));
    };
    input.oninput = update;
    form.onsubmit = (event) => {
      event.preventDefault();
      list.querySelector("a")?.click();
    };
    // A link to a place of this page leaves the page as it is, so the dialog must go by itself.
    list.onclick = (event) => { if (event.target.closest("a")) dialog.close(); };
    dialog.onclick = (event) => { if (event.target === dialog) dialog.close(); };
    dialog.onkeydown = (event) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const stops = [input, ...list.querySelectorAll("a")];
      const next = stops[stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) { event.preventDefault(); next.focus(); }
    };
    update();
  };

  document.querySelector(".find")?.addEventListener("click", openSearch);
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    openSearch();
  });
})();
