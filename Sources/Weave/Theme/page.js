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
