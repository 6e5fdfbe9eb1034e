// Reads the index of the search, as the Reader of this package does: what one finds, the
// other does, in the same order. It knows nothing of the page that asks.
//
// have(name) gives a file of the index, or undefined when it has to be loaded first.
// Nothing waits for one file after another: answer() asks for all that it can, and is
// called again when they have come.
const dossierSearch = have => {
  const bodyStart = 32, aboutStart = 512; // positions, see Builder
  const uniq = list => [...new Set(list)];

  const missing = new Set();
  const file = name => have(name) ?? void missing.add(name);
  // Where an answer needs what it has asked for: gives up until the files are there.
  const wait = () => { if (missing.size) throw missing; };

  let start, language, word, stop, firsts, edges, lengths;
  const begin = () => {
    start = file('start');
    wait();
    language = start.language;
    word = RegExp(language.word, 'gu');
    stop = new Set(language.stop.split(' '));
    firsts = start.keys.split('\n');
    edges = [0]; // the first document of each kind, and the number of all
    for (const n of start.n) edges.push(edges.at(-1) + n);
    const classes = bits(start.len);
    lengths = [...Array(edges[3] - edges[1])].map(() => classes.plain(2));
  };

  // Words

  const fold = word => [...word.normalize('NFKD').replace(/\p{Mn}|[^\p{L}\p{N}\p{M}]/gu, '').toLowerCase()]
    .map(c => language.letters[c] ?? c).join('');

  const stem = word => {
    const {steps, vowels, double} = language.endings.find(({first: [low, high]}) => word[0] >= low && word[0] <= high) ?? {steps: []};
    for (const step of steps) {
      for (const [ending, put, least, single] of step) {
        let rest = word.slice(0, -ending.length), end = rest.at(-1);
        if (!word.endsWith(ending) || [...rest].length < least || vowels && ![...rest].some(c => vowels.includes(c))) continue;
        if (single && end === rest.at(-2) && double.includes(end)) rest = rest.slice(0, -1);
        word = rest + put;
        break;
      }
    }
    return word;
  };

  // The words of a text, with their places in it.
  const words = text => {
    const list = [];
    for (const {0: written, index} of text.matchAll(word)) {
      const folded = fold(written);
      if (folded) list.push({folded, stem: stem(folded), offset: list.length, index, end: index + written.length});
    }
    return list;
  };

  // Questions

  // A date is a number: year, two digits of the month, two of the day.
  const dateBounds = text => {
    const m = /^(-?[\dX]{4})((-[\dX]{2}){0,2})[?~%]*$/.exec(text);
    return m && ['0', '9'].map(digit => m[1].replaceAll('X', digit) * 1e4 + +m[2].replaceAll('-', '').replaceAll('X', digit).padEnd(4, digit));
  };

  const parse = text => {
    const clauses = [], filters = [], ignored = [], part = /\s*(-?)(?:([a-z][a-z-]*):)?(?:"([^"]*)"?|(\S*))/iuy;
    while (text.slice(part.lastIndex).trim()) {
      const [whole, not, key = '', quoted, bare] = part.exec(text), value = quoted ?? bare, name = key.toLowerCase();
      const dated = /^(after|before)$/.test(name), typed = start.types.includes(name);
      const days = dated && dateBounds(value), terms = words(key && !typed ? key + ' ' + value : value);
      if (dated ? days : typed && terms.length) filters.push({name, days, terms, not});
      else if (dated || typed) ignored.push(whole.trim());
      else if (terms.length) clauses.push({terms, not, open: bare && !not && part.lastIndex === text.length});
    }
    // Stop words are not in running text; a question of nothing else may mean a name.
    const telling = clauses.map(({terms, not, open}) =>
      ({terms: terms.filter(t => !stop.has(t.folded)), not, open: open && !stop.has(terms.at(-1).folded)})).filter(c => c.terms.length);
    return {clauses: telling.some(c => !c.not) ? telling : clauses, filters, ignored};
  };

  // The index

  const bits = text => {
    let at = 0;
    const value = i => start.alphabet.indexOf(text[i]);
    const bit = () => {
      const i = (at / 13 | 0) * 2, high = value(i), low = value(i + 1);
      return (low < 0 ? high << 7 : high * 91 + low) >> 12 - at++ % 13 & 1;
    };
    const plain = n => {
      let v = 0;
      while (n-- > 0) v = v << 1 | bit();
      return v;
    };
    const ones = most => {
      let n = 0;
      while (n < most && bit()) n++;
      return n;
    };
    const gamma = () => {
      const n = ones(31);
      return (1 << n) + plain(n) - 1;
    };
    const rice = k => {
      const q = ones(20);
      return q > 19 ? gamma() : q << k | plain(k);
    };
    return {plain, gamma, rice};
  };

  const spread = (span, count) => Math.max(0, log(span / count | 0)); // the parameter of a Rice code
  const log = n => 31 - Math.clz32(n);
  const kindOf = doc => edges.findLastIndex(e => e <= doc);
  const isEntity = doc => doc < edges[1];
  const named = (doc, position) => position < (isEntity(doc) ? aboutStart : bodyStart);
  // How much a word tells that stands in n documents, from 4 upwards.
  const rarity = n => {
    const r = edges.at(-1) * 16 / n | 0, l = log(r);
    return l * 4 + (r * 4 >>> l & 3) - 12;
  };
  const impact = (doc, weight) => weight * 352 / (10 * weight + [6, 10, 16, 30][lengths[doc - edges[1]] ?? 1]) | 0;

  // A list: documents with their scores, and positions if they are there.
  const decode = (key, value) => {
    const scores = new Map(), at = new Map(), weights = value[0] === '=', b = bits(value.replace('=', ''));
    const count = b.gamma() + 1, kd = spread(edges.at(-1), count), kp = spread(start.avg, 2);
    for (let i = 0, doc = 0; i < count; i++, doc++) {
      doc += b.rice(kd);
      let weight = b.gamma() + 1;
      if (!weights) {
        const positions = [], k = kp - Math.min(kp, log(weight));
        for (let n = weight, p = 0; n > 0; n--, p++) {
          positions.push(p += b.rice(k));
          if (named(doc, p)) weight += 5;
        }
        at.set(doc, positions);
      }
      scores.set(doc, rarity(count) * impact(doc, weight));
    }
    return {key, scores, at, weights};
  };

  // The entries of the file in which a key stands or would stand.
  const opened = new Map();
  const around = key => {
    const number = Math.max(0, firsts.findLastIndex(f => f <= key)), text = file(number);
    let entries = opened.get(number);
    if (!entries) {
      if (text === undefined) return new Map();
      opened.set(number, entries = new Map());
      let last = '';
      const parts = text.split(' ');
      for (let i = 0; i + 1 < parts.length; i += 2) {
        last = last.slice(0, parseInt(parts[i][0], 36)) + parts[i].slice(1);
        entries.set(last, parts[i + 1]);
      }
    }
    return entries;
  };
  const entry = key => around(key).get(key);

  const lists = (keys, factor) => uniq(keys).flatMap(key => entry(key) ? {...decode(key, entry(key)), factor} : []);

  // Long lists have their positions in an entry of their own.
  const detail = clauses => {
    for (const l of clauses.flatMap(c => c.lists.flat())) {
      const whole = l.weights && entry(l.key + '/');
      if (whole) l.at = decode('', whole).at;
    }
  };

  // Answers

  // The words that may be meant by one that is still being typed.
  const continued = word => {
    const more = [...around(word).keys()].filter(k => k.length > word.length && k.startsWith(word) && !k.endsWith('/'));
    return more.length ? more.slice(0, 8) : [1, 2, 3].map(n => word.slice(0, -n)).filter(w => w.length > 3);
  };

  // What a word is with one slip: a letter more, less, other, or two exchanged.
  const slipped = letters => RegExp('^(' + [...letters, ''].flatMap((c, i, all) => {
    const before = all.slice(0, i).join(''), after = all.slice(i + 1);
    return [before + '.' + c + after.join(''), before + '.?' + after.join(''), before + after.splice(0, 1) + c + after.join('')];
  }).join('|') + ')$', 'u');

  const slips = word => {
    const letters = [...word], pattern = slipped(letters);
    const near = ['!' + letters.slice(0, 2).join(''), '$' + letters.slice(-2).join('')].flatMap(k => entry(k)?.split('.') ?? []);
    return letters.length < 4 ? [] : uniq(near.filter(w => w !== word && pattern.test(w))).sort().slice(0, 4);
  };

  // The best score of each document in some lists.
  const merge = lists => {
    const scores = new Map();
    for (const l of lists) for (const [doc, score] of l.scores) scores.set(doc, Math.max(score * l.factor, scores.get(doc) ?? 0));
    return scores;
  };
  const all = (lists, doc) => lists.flatMap(l => l.at.get(doc) ?? []);

  // Finds the documents of clauses: sets their scores and a way to their positions.
  const find = clauses => {
    for (const c of clauses) {
      c.lists = c.terms.map((t, i) => lists([t.stem], 4).concat(
        c.open && !c.terms[i + 1] ? lists(continued(t.folded).filter(w => w !== t.stem), 2) : []));
    }
    wait();
    detail(clauses.filter(c => c.terms[1]));
    for (const c of clauses) {
      const docs = [...merge(c.lists[0]).keys()];
      c.near = c.terms[1] || c.not || docs.length > 2 || docs.some(isEntity) ? [] : slips(c.terms[0].folded);
    }
    wait();
    for (const c of clauses) c.lists[0].push(...lists(c.near.map(stem), 2));
    wait();
    for (const c of clauses) {
      const [head, ...tail] = c.terms, [first, ...others] = c.lists.map(merge);
      c.at = doc => {
        const sets = c.lists.map(l => new Set(all(l, doc)));
        return [...sets[0]].filter(p => tail.every((t, i) => sets[i + 1].has(p + t.offset - head.offset)));
      };
      c.scores = new Map();
      for (const [doc, score] of first) {
        if (others.every(o => o.has(doc)) && (!tail[0] || c.at(doc)[0] >= 0)) c.scores.set(doc, others.reduce((sum, o) => sum + o.get(doc), score));
      }
    }
  };

  // The record of a document, see docs.go.
  const record = doc => {
    const kind = kindOf(doc), i = doc - edges[kind], per = start.per[kind];
    return file('d' + (start.shards[kind] + (i / per | 0)))?.[i % per] ?? ['', ''];
  };

  const dates = () => {
    const b = bits(entry('#')), map = new Map();
    for (let n = entry('#') ? b.gamma() : 0, doc = 0, day = 0; n > 0; n--, doc++) {
      doc += b.gamma();
      const z = b.gamma();
      day += z & 1 ? -(z + 1) / 2 : z / 2;
      map.set(doc, [day, day + b.gamma()]);
    }
    return map;
  };

  // The documents that pass a filter.
  const pass = f => {
    if (f.days) {
      const map = dates();
      return [...map.keys()].filter(d => f.name === 'after' ? map.get(d)[1] > f.days[1] : map.get(d)[0] < f.days[0]);
    }
    const clauses = f.terms.map(t => ({terms: [t], open: true}));
    find(clauses);
    detail(clauses);
    wait();
    const entities = [...clauses[0].scores.keys()].filter(d => isEntity(d) && clauses.every(c => c.at(d).some(p => named(d, p))));
    const records = entities.slice(0, 50).map(d => [d, record(d)]);
    wait();
    return records.filter(([, r]) => r[4] === f.name)
      .flatMap(([d, r]) => [d, ...lists(['+' + r[1].split('/')[1]], 1).flatMap(l => [...l.scores.keys()])]);
  };

  // The passages of a text that a question is about, best first.
  const passages = (text, doc, clauses) => {
    let at = 0, section = '', id = '';
    const list = (text ? text.split('\n') : []).map(line => {
      const [, kind, gap, anchor, words] = /^(.)(\w+) ([^\t]*)\t?(.*)/.exec(line);
      at += parseInt(gap, 36);
      if (kind === 'h') [section, id] = [words, anchor];
      return {kind, at, anchor, where: kind === 'n' ? words || anchor : section, id, score: 0};
    });
    for (const c of clauses) {
      const hits = c.at(doc).map(p => list.findLast(l => l.at <= p));
      for (const l of uniq(hits)) if (l) l.score += c.scores.get(doc) * (l.kind === 'h' ? 6 : 4) + Math.min(hits.filter(h => h === l).length, 3);
    }
    const found = list.filter(l => l.score).sort((a, b) => b.score - a.score || a.at - b.at);
    return found.filter(l => l.score * 2 >= found[0].score).slice(0, 3);
  };

  // Answers a question; throws missing when files have to be loaded first. limit is how
  // many results of a kind are wanted. deep loads the positions of long lists too, which
  // costs more than it tells unless the files are at hand.
  const answer = (text, limit, deep) => {
    missing.clear();
    if (!start) begin();
    const q = parse(text.slice(0, 200));
    find(q.clauses);
    const filters = q.filters.map(f => new Set(pass(f)));
    wait();
    const wanted = q.clauses.filter(c => !c.not), unwanted = q.clauses.filter(c => c.not);
    const pool = wanted.length ? uniq(wanted.flatMap(c => [...c.scores.keys()])) : filters.length ? [...Array(edges.at(-1)).keys()] : [];
    const fit = pool.filter(d => !unwanted.some(c => c.scores.has(d)) && filters.every((f, i) => f.has(d) === !q.filters[i].not));
    let docs = fit.filter(d => wanted.every(c => c.scores.has(d)));
    const some = !docs.length && !!fit.length;
    if (some) docs = fit;
    const score = new Map(docs.map(d => [d, wanted.reduce((sum, c) => sum + (c.scores.get(d) ?? 0), 0)]));
    docs.sort((a, b) => score.get(b) - score.get(a) || a - b);
    const groups = start.n.map((_, kind) => docs.filter(d => kindOf(d) === kind));
    const shown = groups.map(g => g.slice(0, limit));
    if (deep) detail(wanted);
    shown.flat().map(record);
    wait();
    return {
      total: groups.map(g => g.length), some, ignored: q.ignored, near: wanted.flatMap(c => c.near),
      groups: shown.map(g => g.map(doc => {
        const [title, address, date, about, type, lang, text] = record(doc);
        return {doc, score: score.get(doc), title, address, date, about, type, lang, passages: passages(text, doc, wanted)};
      })),
      stems: new Set(wanted.flatMap(c => c.lists.flat().map(l => l.key))),
    };
  };

  return {answer, parse, words, missing};
};
