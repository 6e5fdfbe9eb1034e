// Reads the index of the search, as the Reader of this package does: what one finds, the
// other does, in the same order. It knows nothing of the page that asks.
//
// load(name, path) gives a file of the index, or a promise of it. Whatever can be asked
// for at once is.
const dossierSearch = load => {
  const uniq = list => [...new Set(list)], keys = map => [...map.keys()];
  const each = (list, step) => Promise.all(list.map(step));

  let start, edges; // edges: the first document of each kind, and the number of all
  const file = name => load(name, `shard-${name}.js?v=${start.v}`);

  // Words

  const fold = word => word.normalize('NFKD').replace(/\p{Mn}|[^\p{L}\p{N}\p{M}]/gu, '').toLowerCase().replace(/./gu, c => start.fold[c] ?? c);

  const stem = word => start.steps.reduce((word, [endings, puts]) =>
    word.replace(RegExp(endings, 'u'), (ending, double = '') => double + (puts[ending] ?? '')), word);

  // The words of a text, with their places in it.
  const words = text => {
    const list = [];
    for (const {0: written, index} of text.matchAll(RegExp(start.word, 'gu'))) {
      const folded = fold(written);
      if (folded) list.push({folded, stem: stem(folded), offset: list.length, index, end: index + written.length});
    }
    return list;
  };

  // Questions

  // A date is a number: year, two digits of the month, two of the day. What is not said
  // of it is the given digit.
  const date = (text, digit) => {
    const m = /^(-?\d{4})((-\d\d){0,2})[?~%]*$/.exec(text.replaceAll('X', digit));
    return m && m[1] * 1e4 + +m[2].replaceAll('-', '').padEnd(4, digit);
  };

  // The parts of a question, and those that say nothing.
  const parse = text => {
    const parts = [], ignored = [];
    for (const m of text.matchAll(/(-?)(?:([a-z][a-z-]*):)?(?:"([^"]*)"?|(\S*))/giu)) {
      const [whole, not, key, quoted, bare] = m, value = quoted ?? bare, name = key?.toLowerCase();
      const bound = name === 'after' ? '9' : name === 'before' && '0', filter = bound || Object.hasOwn(start.types, name);
      const day = bound && date(value, bound), terms = words(filter ? value : whole);
      if (bound ? day != null : terms[0]) parts.push({name, filter, bound, day, terms, not, open: bare && !not && !text[m.index + whole.length]});
      else if (filter) ignored.push(whole);
    }
    // Stop words are not in running text; a question of nothing else may mean a name.
    const some = parts.map(p => p.filter ? p : {...p, terms: p.terms.filter(t => !start.stop.includes(t.folded))}).filter(p => p.filter || p.terms[0]);
    return [some.some(p => !p.filter && !p.not) ? some : parts, ignored];
  };

  // The index

  const digit = c => start.signs.indexOf(c);
  const bits = text => {
    const all = text.replace(/..?/g, ([a, b]) => (b ? digit(a) * 91 + digit(b) + 8192 : digit(a) + 64).toString(2).slice(1));
    let at = 0;
    const ones = () => -at + (at = all.indexOf(0, at) + 1 || null.x) - 1; // a damaged list is refused, else it has no end
    const plain = n => +('0b0' + all.slice(at, at += n));
    const gamma = (n = ones()) => 2 ** n + plain(n) - 1;
    const rice = (k, n = ones()) => n > 19 ? gamma() : n * 2 ** k + plain(k);
    return [gamma, rice];
  };

  const spread = (span, count) => Math.max(0, Math.log2(span / count) | 0); // the parameter of a Rice code
  const kindOf = doc => edges.findLastIndex(e => e <= doc);
  const isEntity = doc => doc < edges[1];
  // How much a word tells that stands in n documents, from 4 upwards.
  const rarity = n => (Math.log2(edges[5] * 16 / n | 0) * 4 | 0) - 12;
  const impact = (doc, weight) => weight * 352 / (10 * weight + [6, 10, 16, 30][start.len[doc - edges[1]] ?? 1]) | 0;

  // The weight of a word in a document, see weigh in shards.go: titles stand before the
  // position 32, names before 512.
  const weigh = (doc, places, names = places.filter(p => p < (isEntity(doc) ? 512 : 32)).length) =>
    places[5] && isEntity(doc) && !names ? 5 : places.length + names * 5;

  // A list: documents, each with its score, its positions if they are there, its weight.
  const decode = (value, factor) => {
    const docs = new Map(), [gamma, rice] = bits(value.replace('=', ''));
    const count = gamma() + 1, kd = spread(edges[3] - edges[1], count);
    for (let left = count, place = edges[1]; left--; place++) {
      place += rice(kd);
      const doc = place % edges[5], positions = [], n = gamma() + 1;
      if (value[0] !== '=') for (let left = n, k = spread(start.avg, 2 * n), p = 0; left--; p++) positions.push(p += rice(k));
      const weight = weigh(doc, positions) || n;
      docs.set(doc, [factor * rarity(count) * impact(doc, weight), positions, weight]);
    }
    return docs;
  };

  // The entries of the file in which a key stands or would stand.
  const around = async key => {
    const last = firsts => firsts.findLastIndex(first => first <= key), group = last(start.keys);
    const text = await file(group * 64 + last(await file('k' + group)));
    let before = '';
    return new Map(Array.from(text.matchAll(/(\w)(\S*) (\S+)/g),
      ([, shared, rest, value]) => [before = before.slice(0, parseInt(shared, 36)) + rest, value]));
  };
  const entry = async key => (await around(key)).get(key);

  const lists = async (wanted, factor) => (await each(wanted, entry)).flatMap(value => value ? decode(value, factor) : []);

  // The keys of lists with all places that a word can have next to others: of a common one
  // the parts in which these are, see parts.go.
  const nextTo = (word, others, parts = start.common[word]) => parts && others
    ? uniq(others.map(o => `／${word}/${[...o].reduce((h, c) => (h * 31 + c.codePointAt()) % 32749, 0) % parts}`)) : [word];

  // Answers

  // The words that may be meant by one that is still being typed.
  const continued = async word => {
    const more = keys(await around(word)).filter(k => k.startsWith(word) && k !== word);
    return more[0] ? more.slice(0, 8) : [1, 2, 3].map(n => word.slice(0, -n)).filter(w => w[3]);
  };

  // A word, and what is left of it without one of its letters. Two words are one slip
  // apart if they have one of these in common: a letter more, less, other or elsewhere.
  const cut = word => [word, ...Array.from(word, (_, i) => [...word].toSpliced(i, 1).join(''))];

  const slips = async word => {
    const own = cut(word), near = own[4] ? await each(['!' + word.match(/^../u), '$' + word.match(/..$/u)], entry) : [];
    return uniq(near.join('.').split('.').filter(w => w && w !== word && cut(w).some(c => own.includes(c)))).sort().slice(0, 3);
  };

  // The best score of each document in some lists.
  const merge = lists => {
    const scores = new Map();
    for (const l of lists) for (const [doc, [score]] of l) scores.set(doc, Math.max(score, scores.get(doc) ?? 0));
    return scores;
  };

  // Finds the documents of a word or phrase: their scores, and a way to its positions.
  const find = async ({terms, not, open}) => {
    const phrase = terms[1];
    const forms = await each(terms, async (t, i) => [t.stem, ...open && !terms[i + 1] ? await continued(t.folded) : []]);
    const found = await each(forms, async (words, i) => (await each(words, (word, more) =>
      lists(nextTo(word, forms[i + 1] ?? forms[i - 1]), more ? 2 : 4))).flat());
    const few = merge(found[0]), near = phrase || not || few.size > 2 || keys(few).some(isEntity) ? [] : await slips(terms[0].folded);
    const more = near.map(stem);
    found[0].push(...await lists(more, 2));
    const scores = merge(found[0]), at = doc => found
      .map((lists, i) => lists.flatMap(l => l.get(doc)?.[1] ?? []).map(p => p - terms[i].offset + terms[0].offset))
      .reduce((all, next) => all.filter(p => next.includes(p)));
    if (phrase) {
      for (const doc of keys(scores)) at(doc)[0] ?? scores.delete(doc);
      for (const doc of keys(scores)) scores.set(doc, 8 * rarity(scores.size) * impact(doc, weigh(doc, at(doc))));
    }
    return {not, near, at, scores, stems: [forms, more].flat(2), named: doc => found[0].some(l => l.get(doc)?.[2] > 5)};
  };

  // The record of a document, see docs.go.
  const record = async (doc, kind = kindOf(doc), i = doc - edges[kind], per = start.per[kind]) =>
    (await file(`d${kind}-${i / per | 0}`))[i % per];

  // The documents that pass a filter.
  const pass = async ({name, bound, day, terms}) => {
    if (bound) {
      const passed = [], [gamma] = bits(await entry('#'));
      for (let n = gamma(), doc = 0, first = 0; n--; doc++) {
        doc += gamma();
        const z = gamma();
        first += (z & 1 ? z + 1 : -z) / 2;
        const last = first + gamma();
        if (+bound ? last > day : first < day) passed.push(doc);
      }
      return passed;
    }
    const found = await each(terms, t => find({terms: [t], open: true}));
    const entities = keys(found[0].scores).filter(d => isEntity(d) && found.every(f => f.named(d))).slice(0, 50);
    return (await each(entities, async d =>
      (await record(d))[5] === name ? [d, ...(await lists(['+' + d])).flatMap(keys)] : [])).flat();
  };

  // The passages of a text that a question is about, best first.
  const places = (text, doc, wanted) => {
    let at = 0, section = '';
    const list = Array.from((text ?? '').matchAll(/(\w)(\w+) ([^ |]*) ?([^|]*)/g), ([, kind, gap, anchor, words]) => {
      at += parseInt(gap, 36);
      if (kind === 'h') section = words;
      return {kind, at, anchor: ({p: 'p-', n: 'fn-'}[kind] ?? '') + anchor, where: kind === 'n' ? words || anchor : section, score: 0};
    });
    for (const f of wanted) {
      for (const l of uniq(f.at(doc).map(p => list.findLast(l => l.at <= p)))) if (l) l.score += f.scores.get(doc) * (l.kind === 'h' ? 6 : 4);
    }
    list.sort((a, b) => b.score - a.score || a.at - b.at);
    return list.filter(l => l.score && l.score * 2 >= list[0].score).slice(0, 3);
  };

  // Answers a question. limit is how many results of a kind are wanted.
  const answer = async (text, limit) => {
    start = await load('start', 'start.js');
    edges = start.edges;
    const [parts, ignored] = parse(text.slice(0, 200));
    const found = await each(parts, async p => p.filter ? {not: p.not, scores: new Set(await pass(p))} : find(p));
    const wanted = found.filter(f => f.at && !f.not);
    const fit = (wanted[0] ? uniq(wanted.flatMap(f => keys(f.scores))) : parts.some(p => p.filter) ? keys(Array(edges[5])) : [])
      .filter(d => found.every(f => wanted.includes(f) || f.scores.has(d) === !f.not));
    const whole = fit.filter(d => wanted.every(f => f.scores.has(d))), docs = whole[0] >= 0 ? whole : fit;
    const score = doc => wanted.reduce((n, f) => n + (f.scores.get(doc) ?? 0), 0);
    docs.sort((a, b) => score(b) - score(a) || a - b);
    const groups = start.per.map((_, kind) => docs.filter(d => kindOf(d) === kind));
    return {
      ignored, types: start.types, total: groups.map(g => g.length), some: docs[whole.length] >= 0,
      near: wanted.flatMap(f => f.near), stems: wanted.flatMap(f => f.stems),
      groups: await each(groups, (g, kind) => each(g.slice(0, limit), async doc => {
        const fields = await record(doc);
        return {doc, score: score(doc), fields, address: start.roots[kind] + fields[1], places: places(fields[3], doc, wanted)};
      })),
    };
  };

  return {answer, words};
};
