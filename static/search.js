// The search page: a form, and the list of what it finds. Its words are in the template;
// the index is read by search/reader.js.
(() => {
  const root = new URL('../', document.currentScript.src), disk = root.protocol === 'file:';
  const files = {}, pages = {}, questions = new WeakMap(); // link -> where its passage begins, stems asked for
  const reader = dossierSearch(name => files[name]);
  globalThis.dossierShard = (name, data) => { files[name] = data; };
  const load = name => new Promise((done, fail) => {
    const script = document.createElement('script'), start = files.start;
    script.src = root + (start ? `search/shard-${name}.js?v=${start.v}` : 'search/start.js');
    script.onload = () => name in files ? done() : fail();
    script.onerror = fail;
    document.head.append(script);
  });

  const number = n => n.toLocaleString(document.documentElement.lang);
  const form = document.getElementById('ask'), input = form.elements.q;
  const status = document.getElementById('found'), results = document.getElementById('results'), said = status.dataset;
  const element = (tag, className, ...content) => {
    const e = document.createElement(tag);
    e.className = className;
    e.append(...content);
    return e;
  };
  const link = (address, text) => {
    const a = element('a', '', text), url = new URL(address, root);
    if (disk) url.pathname = url.pathname.replace(/\/$/, '/index.html');
    a.href = url;
    return a;
  };

  // Once a result is in view, its sentence is read from the page that it leads to, which
  // a click then does not load again. Not from disk: there pages may not be read.
  const inView = new IntersectionObserver(entries => {
    for (const {target, isIntersecting} of entries) {
      if (!isIntersecting) continue;
      inView.unobserve(target);
      quote(target).catch(() => {}); // the opening words stay
    }
  }, {rootMargin: '200px'});
  const quote = async a => {
    const [start, asked] = questions.get(a), address = a.pathname;
    const page = await (pages[address] ??= fetch(address).then(r => r.text()).then(t => new DOMParser().parseFromString(t, 'text/html')));
    const hits = text => reader.words(text).filter(w => asked.has(w.stem));
    const kinds = e => new Set(hits(e.textContent).map(w => w.stem)).size;
    // The passage goes on after the block that it begins with. The place is the first
    // sentence, or else cell or item, that has all the words which the block has.
    let block = page.querySelector(start || '.text > *');
    while (block?.nextElementSibling && !kinds(block)) block = block.nextElementSibling;
    if (!block || !kinds(block)) {
      if (!start) a.parentNode.remove();
      return;
    }
    for (const e of block.querySelectorAll('sup, .back')) e.remove(); // marks of notes, ways back
    const parts = selector => [...block.querySelectorAll(selector)];
    const place = [...parts('[id^=s-]'), ...parts('p, li, td, th'), block].find(e => kinds(e) >= kinds(block));
    const text = place.textContent.replace(/\s+/g, ' ').trim(), words = hits(text), first = reader.words(text)[words[0]?.offset - 12];
    let at = first?.index ?? 0;
    a.replaceChildren(first ? '… ' : '');
    for (const w of words) {
      a.append(text.slice(at, w.index), element('mark', '', text.slice(w.index, w.end)));
      at = w.end;
    }
    a.append(text.slice(at));
    if (place.id) [a.search, a.hash] = ['', place.id];
  };

  const passage = (r, {kind, anchor, where, id}, asked) => {
    const start = {p: 'p-', n: 'fn-'}[kind] ?? '';
    // A paragraph is found by the beginning of its id, by the script of its page.
    const a = link(r.address + (kind === 'p' ? '?p=p-' + anchor + '#' + id : '#' + start + anchor), anchor.replaceAll('-', ' ') + ' …');
    questions.set(a, [anchor && `main [id${kind === 'p' ? '^' : ''}="${CSS.escape(start + anchor)}"]`, asked]);
    if (!disk) inView.observe(a);
    return element('li', '', a, ' ', element('cite', '', kind === 'n' ? said.note + ' ' + where : where));
  };

  const result = (r, asked) => {
    const {types, names} = files.start, li = element('li', '', element('h3', '', link(r.address, r.title)));
    const about = [names[types.indexOf(r.type)], r.date, r.about].filter(Boolean).join(' · ');
    if (about) li.append(element('p', 'meta', about));
    // In a large dossier the place of a common word is known to the page alone.
    const unknown = !r.passages[0] && !r.type && !disk && asked.size && !r.address.includes('#');
    const places = unknown ? [{anchor: '', where: ''}] : r.passages;
    if (places[0]) li.append(element('ul', 'mentions', ...places.map(p => passage(r, p, asked))));
    if (r.lang) li.lang = r.lang;
    return li;
  };

  let turn = 0, limit = 5;
  const show = ({total, groups, some, near, ignored, stems}) => {
    const count = total.reduce((a, b) => a + b);
    status.textContent = [count ? said.count + ' ' + number(count) : said.none, some && said.some, near[0] && said.near + ' ' + near.join(', '),
      ignored[0] && said.ignored + ' ' + ignored.join(', ')].filter(Boolean).join('. ');
    results.replaceChildren(...groups.flatMap((g, i) => {
      if (!g[0]) return [];
      const more = element('button', '', said.more);
      more.onclick = () => {
        limit += 15;
        ask();
      };
      return element('section', '', element('h2', '', results.dataset.groups.split('|')[i], ' ', element('span', 'n', number(total[i]))),
        element('ol', 'found', ...g.map(r => result(r, stems))), total[i] > g.length ? more : '');
    }));
  };

  const ask = async () => {
    const mine = ++turn, text = input.value.trim();
    if (!disk) history.replaceState(null, '', text ? '?' + new URLSearchParams({q: text}) : location.pathname);
    while (mine === turn) {
      try {
        show(reader.answer(text, limit, disk));
        if (!text) status.textContent = '';
        return;
      } catch (e) {
        if (e !== reader.missing) throw e;
        await Promise.all([...e].map(load)).catch(() => {
          turn++;
          status.textContent = said.failed;
        });
      }
    }
  };

  let pause;
  form.onsubmit = form.oninput = e => {
    if (e.type === 'submit') e.preventDefault();
    clearTimeout(pause);
    limit = 5;
    pause = setTimeout(ask, e.type === 'submit' ? 0 : 200);
  };
  // Arrow keys go from the question through the results, Escape goes back to it.
  document.onkeydown = e => {
    const stops = [input, ...results.querySelectorAll('a')], i = stops.indexOf(document.activeElement);
    const to = stops[i + {ArrowDown: 1, ArrowUp: -1, Escape: -i}[e.key]];
    if (i < 0 || !to || to === stops[i]) return;
    e.preventDefault();
    to.focus();
  };
  input.value = new URLSearchParams(location.search).get('q') ?? '';
  input.focus();
  ask();
})();
