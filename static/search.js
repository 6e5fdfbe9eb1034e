// The search page: a form, and the list of what it finds. Its words are in the template;
// the index is read by search/reader.js.
(() => {
  const root = new URL('../', document.currentScript.src), disk = /^file/.test(root);
  const done = {}; // by name what a part of the index calls when it has come, by path pages that were read
  let files = {}; // promises of parts of the index
  window.dossierShard = (name, data) => done[name](data);
  const element = (kind, ...content) => { // kind: "tag.class"
    const [tag, name = ''] = kind.split('.'), e = document.createElement(tag);
    e.className = name;
    e.append(...content);
    return e;
  };
  const join = (sign, ...parts) => parts.filter(part => part).join(sign);
  const reader = dossierSearch((name, path) => files[name] ??= new Promise((loaded, failed) => {
    const script = element('script');
    done[name] = loaded;
    script.onload = script.onerror = failed; // too late to fail where it has called dossierShard
    script.src = root + 'search/' + path;
    document.head.append(script);
  }));

  const [form, status, results] = document.querySelectorAll('#ask, #found, #results');
  const input = form.q, said = status.dataset, language = document.documentElement.lang + '-u-nu-latn';
  const link = (address, text) => {
    const a = element('a', text);
    a.href = root + (disk ? address.replace(/\/(?=[?#]|$)/, '/index.html') : address);
    return a;
  };

  // Once a result is in view, its sentence is read from the page that it leads to, which
  // a click then does not load again. Not from disk: there pages may not be read.
  const quote = async (a, start, asked) => {
    const page = await (done[a.pathname] ??= fetch(a.pathname).then(r => r.text()).then(t => new DOMParser().parseFromString(t, 'text/html')));
    const hits = text => reader.words(text).filter(w => asked.includes(w.stem));
    const kinds = e => new Set(hits(e.textContent).map(w => w.stem)).size;
    // The passage goes on after the block that it begins with. The place is the first
    // sentence, or else cell or item, that has all the words which the block has.
    let block = page.querySelector(start || '.text > *');
    while (block && !kinds(block)) block = block.nextElementSibling;
    if (!block) return start || a.parentNode.remove();
    const parts = selector => [...block.querySelectorAll(selector)];
    for (const e of parts('sup, .back')) e.remove(); // marks of notes, ways back
    const place = [...parts('[id^=s-]'), ...parts('p, li, td, th'), block].find(e => kinds(e) >= kinds(block));
    const text = place.textContent;
    let at = 0;
    a.textContent = '';
    for (const {index, end} of hits(text)) {
      a.append(text.slice(at, index), element('mark', text.slice(index, end)));
      at = end;
    }
    a.append(text.slice(at));
    if (place.id) [a.search, a.hash] = ['', place.id];
  };

  const passage = (address, {kind, anchor, where}, asked) => {
    // A place is found by the beginning of its id, by the script of its page.
    const a = link(address + '?p=' + anchor, anchor.replace(/^(p|fn)-|-/g, ' ') + ' …');
    if (!disk) {
      new IntersectionObserver(([seen], watch) => {
        if (seen.isIntersecting) {
          watch.disconnect();
          quote(a, anchor && `main [id^="${anchor}"]`, asked).catch(() => {}); // the opening words stay
        }
      }).observe(a);
    }
    return element('li', a, ' ', element('cite', kind === 'n' ? said.note + ' ' + where : where));
  };

  const result = ({fields, address, places}, asked, types) => {
    const [title, , date, , about, type, lang] = fields;
    const li = element('li', element('h3', link(address, title)));
    const facts = join(' · ', types[type], date, about);
    if (facts) li.append(element('p.meta', facts));
    // In a large dossier the place of a common word is known to the page alone.
    if (!places[0] && !type && !disk && asked[0] && !address.includes('#')) places = [{anchor: '', where: ''}];
    if (places[0]) li.append(element('ul.mentions', ...places.map(p => passage(address, p, asked))));
    if (lang) li.lang = lang;
    return li;
  };

  let turn = 0, limit, pause;
  const ask = async () => {
    const mine = ++turn, text = input.value.trim();
    if (!disk) history.replaceState(null, '', '?' + (text && new URLSearchParams({q: text})));
    try {
      const {types, total, groups, some, near, ignored, stems} = await reader.answer(text, limit);
      if (mine !== turn) return;
      const count = total.reduce((a, b) => a + b), tell = (key, value) => value && said[key] + ' ' + value.toLocaleString(language);
      status.textContent = text && join('. ', tell('count', count) || said.none, some && said.some,
        tell('near', near.join(', ')), tell('ignored', ignored.join(', ')));
      results.replaceChildren(...groups.flatMap((g, i) => {
        if (!g[0]) return [];
        const more = element('button', said.more);
        more.onclick = () => ask(limit += 15);
        return element('section', element('h2', results.dataset.groups.split('|')[i], ' ', element('span.n', total[i].toLocaleString(language))),
          element('ol.found', ...g.map(r => result(r, stems, types))), total[i] > g.length ? more : '');
      }));
    } catch {
      files = {};
      status.textContent = said.failed;
    }
  };

  const later = ms => {
    clearTimeout(pause);
    limit = 5;
    pause = setTimeout(ask, ms);
  };
  form.oninput = () => later(200);
  form.onsubmit = e => {
    e.preventDefault();
    later(0);
  };
  // Arrow keys go from the question through the results, Escape goes back to it.
  form.onkeydown = results.onkeydown = e => {
    const stops = [input, ...results.querySelectorAll('a')], i = stops.indexOf(e.target);
    const to = stops[i + {ArrowDown: 1, ArrowUp: -1, Escape: -i || NaN}[e.key]];
    if (to) {
      e.preventDefault();
      to.focus();
    }
  };
  input.value = new URLSearchParams(location.search).get('q');
  input.focus();
  later(0);
})();
