// The core script. Every page reads and works without it; it adds the switch between
// light and dark, previews of notes and names, links to passages, filters that the
// address keeps, and links that work from disk.
(() => {
  const root = document.documentElement;
  const $ = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const stored = (key, value) => {
    try {
      if (value === undefined) return localStorage.getItem(key);
      localStorage.setItem(key, value);
    } catch {}
  };
  const wide = matchMedia('(width >= 82rem)');
  const fromDisk = location.protocol === 'file:';
  const here = () => location.href.replace(/#.*/, '');

  // Before anything is painted, so that the page never flashes in the wrong colours and
  // nothing moves when the controls appear.
  root.classList.add('js');
  if (stored('theme')) root.dataset.theme = stored('theme');

  const themeSwitch = () => {
    const button = $('#theme');
    button.onclick = () => {
      const now = root.dataset.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
      stored('theme', root.dataset.theme = now === 'dark' ? 'light' : 'dark');
    };
  };

  // Opened from disk, a folder's address shows a list of files: name its page instead.
  const linksFromDisk = () => {
    for (const a of all('a[href]')) {
      a.setAttribute('href', a.getAttribute('href').replace(/^(?!\w+:|#)([^?#]*\/)(?=[?#]|$)/, '$1index.html'));
    }
  };

  // A card or a row of buttons below a place of the text, above it where there is no room.
  const put = (box, at) => {
    box.showPopover();
    if (getComputedStyle(box).insetInlineEnd === '0px') return; // the sheet at the foot of a phone
    const { width, height } = box.getBoundingClientRect();
    const below = at.bottom + 8 + height <= innerHeight || at.top < height + 8;
    box.style.left = Math.max(8, Math.min(at.left, root.clientWidth - width - 8)) + 'px';
    box.style.top = Math.max(8, Math.min(below ? at.bottom + 8 : at.top - height - 8, innerHeight - height - 8)) + 'px';
  };

  // Previews follow WCAG 1.4.13: Escape puts them away, the pointer may enter them, and
  // they stay until pointer or focus leaves.
  const previews = () => {
    const card = $('#card');
    const pages = new Map();
    const links = 'a[role=doc-noteref], a.e';
    let shown, wanted, timer, pointer;

    const hide = () => {
      clearTimeout(timer);
      shown?.removeAttribute('aria-describedby');
      shown = wanted = null;
      if (card.matches(':popover-open')) card.hidePopover();
    };
    const note = (a) => {
      const item = document.getElementById(decodeURIComponent(a.hash.slice(1)));
      if (!item) return;
      const copy = item.cloneNode(true);
      all('.back', copy).forEach((back) => back.remove());
      all('[id]', copy).forEach((e) => e.removeAttribute('id'));
      return [...copy.childNodes];
    };
    const entity = (a) => {
      const address = a.href.replace(/#.*/, '');
      if (fromDisk || address === here()) return;
      if (!pages.has(address)) {
        pages.set(address, fetch(address).then((r) => r.text()).then((html) => {
          const page = new DOMParser().parseFromString(html, 'text/html');
          const title = document.createElement('strong');
          title.append($('h1', page).textContent);
          return [title, $('[data-preview]', page)];
        }).catch(() => {}));
      }
      return pages.get(address);
    };
    const show = async (a) => {
      const parts = await (a.matches('.e') ? entity(a) : note(a));
      if (!parts || wanted !== a) return;
      shown?.removeAttribute('aria-describedby');
      card.replaceChildren(...parts.map((e) => e.cloneNode(true)));
      put(card, a.getClientRects()[0]);
      a.setAttribute('aria-describedby', 'card');
      shown = a;
    };
    const want = (a, delay) => {
      if (stored('previews') === 'off') return;
      clearTimeout(timer);
      wanted = a;
      if (a !== shown) timer = setTimeout(show, shown ? 120 : delay, a);
    };
    const leave = () => {
      clearTimeout(timer);
      wanted = shown;
      timer = setTimeout(hide, 300);
    };
    const link = (e) => e.target.closest?.(links);

    document.addEventListener('pointerover', (e) => {
      if (e.pointerType === 'touch') return;
      if (link(e)) want(link(e), 350);
      else if (card.contains(e.target)) clearTimeout(timer);
      else if (wanted && document.activeElement !== wanted) leave();
    });
    root.addEventListener('pointerleave', (e) => e.pointerType === 'touch' || leave());
    document.addEventListener('focusin', (e) => {
      if (link(e)?.matches(':focus-visible')) want(link(e), 200);
      else if (shown && !card.contains(e.target)) leave();
    });
    document.addEventListener('focusout', leave);
    document.addEventListener('pointerdown', (e) => {
      pointer = e.pointerType;
      if (shown && !card.contains(e.target) && link(e) !== shown) hide();
    });
    document.addEventListener('click', (e) => { // the first tap shows, the second follows
      const a = link(e);
      if (!a || card.contains(a) || pointer !== 'touch' || a === shown || stored('previews') === 'off' || fromDisk && a.matches('.e')) {
        if (!card.contains(e.target)) hide();
        return;
      }
      e.preventDefault();
      clearTimeout(timer);
      wanted = a;
      show(a);
    });
    document.addEventListener('keydown', (e) => e.key === 'Escape' && hide());
    addEventListener('scroll', () => {
      if (!shown) return;
      if (pointer === 'touch') hide();
      else put(card, shown.getClientRects()[0]);
    }, { passive: true });

    const button = $('#previews');
    const press = () => button.setAttribute('aria-pressed', stored('previews') !== 'off');
    button.onclick = () => {
      stored('previews', stored('previews') === 'off' ? 'on' : 'off');
      hide();
      press();
    };
    press();
  };

  const copy = async (text) => {
    const status = $('.toast');
    try {
      await navigator.clipboard.writeText(text);
      status.textContent = status.dataset.copied;
    } catch {
      status.textContent = text;
    }
    setTimeout(() => { status.textContent = ''; }, 2500);
  };

  // Links to headings, paragraphs and whatever the reader has selected.
  const passages = () => {
    const anchor = $('.anchor');
    anchor.remove();
    const link = (to) => {
      const a = anchor.cloneNode(true);
      a.href = '#' + to.id;
      return a;
    };
    for (const h of all('.text :is(h2, h3, h4)[id]')) h.append(link(h));
    let last;
    document.addEventListener('pointerover', (e) => {
      const p = e.target.closest?.('.text > p[id]');
      if (!p || e.pointerType === 'touch' || last?.parentNode === p) return;
      last?.remove();
      last = link(p);
      last.tabIndex = -1;
      p.append(last);
    });
    document.addEventListener('click', (e) => {
      if (e.target.matches?.('.anchor')) copy(e.target.href);
      if (e.target.matches?.('.copy')) copy(here());
    });

    const tools = $('#tools');
    let text, range;
    const fragment = () => { // the words themselves, for browsers that can find them
      const words = text.split(/\s+/);
      const part = (list) => encodeURIComponent(list.join(' ')).replace(/-/g, '%2D');
      return ':~:text=' + (words.length > 10 ? part(words.slice(0, 4)) + ',' + part(words.slice(-4)) : part(words));
    };
    const place = () => {
      const start = range.startContainer;
      const element = (start.nodeType === 1 ? start : start.parentElement).closest('[id]');
      return here() + '#' + (element?.id || '');
    };
    let timer;
    document.addEventListener('selectionchange', () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const selection = getSelection();
        range = selection.rangeCount && selection.getRangeAt(0);
        const words = range && range.cloneContents();
        if (words) all('[role=doc-noteref], .anchor', words).forEach((e) => e.remove());
        text = words ? words.textContent.trim().replace(/\s+/g, ' ') : '';
        if (text && all('.text, .notes').some((e) => e.contains(range.commonAncestorContainer))) put(tools, range.getBoundingClientRect());
        else tools.hidePopover();
      }, 250);
    });
    tools.onclick = (e) => {
      if (e.target.value === 'link') copy(place() + fragment());
      if (e.target.value !== 'quote') return;
      const cite = ($('#chicago')?.textContent || document.title + '.').replace(/(, https?:\S+)?\.$/, '');
      copy(`“${text}” (${cite}, ${place()})`);
    };
  };

  // What the controls of a page say is kept in its address, so that a reader can share
  // what is seen.
  const controls = () => {
    const forms = all('form[data-keep]');
    if (!forms.length) return;
    const events = all('.event');
    const names = (e) => all('a.e', e).map((a) => a.textContent);
    const articles = (e) => all('cite, .of', e).map((a) => a.firstChild.data);
    const fill = (name, list) => {
      for (const select of all(`select[name=${name}]`)) {
        [...new Set(list)].sort((a, b) => a.localeCompare(b)).forEach((text) => select.add(new Option(text, text)));
      }
    };
    if (all('.filter').length) {
      fill('name', events.flatMap(names));
      fill('article', events.flatMap(articles));
    }
    let turned = false;
    const apply = (data) => {
      const lit = new Set(data.getAll('show').flatMap((type) => all(`[data-type="${type}"] [data-id]`).map((e) => e.dataset.id)));
      for (const e of all('[data-e]')) e.classList.toggle('lit', lit.has(e.dataset.e));
      const list = $('.groups');
      if (list && turned !== (data.get('order') === 'newest')) {
        turned = !turned;
        list.append(...[...list.children].reverse());
      }
      for (const e of all('.letters [data-t]')) e.hidden = data.get('type') && e.dataset.t !== data.get('type');
      for (const e of all('.letters section')) e.hidden = !$('[data-t]:not([hidden])', e);
      if (!$('.filter')) return;
      const is = (key, f) => !data.get(key) || f(data.get(key));
      for (const e of events) {
        e.hidden = !(is('kind', (kind) => e.classList.contains(kind)) && is('type', (type) => $(`[data-t="${type}"]`, e)) &&
          is('name', (name) => names(e).includes(name)) && is('article', (title) => articles(e).includes(title)));
      }
      const asked = ['kind', 'type', 'name', 'article'].some((key) => data.get(key));
      for (const folded of all('.quiet')) {
        folded.hidden = !$('.event:not([hidden])', folded);
        folded.open = folded.open || asked;
      }
      for (const section of all('main section')) section.hidden = !$('.event:not([hidden])', section);
      $('output').value = events.filter((e) => !e.hidden).length + ' / ' + events.length;
    };
    const read = () => new URLSearchParams(forms.flatMap((f) => [...new FormData(f)]).filter(([, value]) => value));
    const changed = () => {
      const data = read();
      try {
        history.replaceState(null, '', here().replace(/\?.*/, '') + (data.size ? '?' + data : '') + location.hash);
      } catch {}
      apply(data);
    };
    const given = new URLSearchParams(location.search);
    for (const form of forms) {
      for (const e of form.elements) {
        if (!given.has(e.name)) continue;
        if (e.type === 'checkbox' || e.type === 'radio') e.checked = given.getAll(e.name).includes(e.value);
        else e.value = given.get(e.name);
      }
      form.addEventListener('change', changed);
      form.addEventListener('reset', () => setTimeout(changed));
      form.addEventListener('submit', (e) => e.preventDefault());
    }
    apply(read());
    const lights = $('.lights');
    if (lights) lights.open = given.has('show');
  };

  // A search leads to a paragraph by the beginning of its id: ?p=p-the-keepers
  const searchedPlace = () => {
    const start = new URLSearchParams(location.search).get('p');
    const place = start && $(`main [id^="${CSS.escape(start)}"]`);
    if (place) location.hash = place.id;
  };

  document.addEventListener('DOMContentLoaded', () => {
    document.body.append($('#parts').content);
    themeSwitch();
    if (fromDisk) linksFromDisk();
    for (const chart of all('.chart')) chart.scrollLeft = chart.scrollWidth; // the newest first
    const contents = $('details.rail');
    const unfold = () => { if (contents) contents.open = wide.matches; };
    wide.onchange = unfold;
    unfold();
    if ($('#card').showPopover) {
      previews();
      passages();
    }
    controls();
    searchedPlace();
    document.addEventListener('keydown', (e) => {
      if (e.key !== '/' || e.ctrlKey || e.metaKey || e.altKey || e.target.matches('input, select, textarea, [contenteditable]')) return;
      e.preventDefault();
      if ($('#q')) $('#q').focus();
      else $('#search').click();
    });
  });
})();
