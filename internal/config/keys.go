package config

import (
	"strings"

	"dossier/internal/fields"
)

// The keys of every file that an author writes. The README's tables are made from
// them by Tables.
var (
	SiteKeys = []fields.Key{
		{Name: "title", Takes: "text", Default: "the folder's name", What: "what the site is called"},
		{Name: "description", Takes: "text", What: "one or two sentences for the home page and for search engines"},
		{Name: "language", Takes: "language tag", Default: "en", What: "language of the site and of articles that name none"},
		{Name: "authors", Takes: "name or list", What: "who publishes the site; shown in the footer and in feeds"},
		{Name: "license", Takes: "text", What: "under which terms the site may be used"},
		{Name: "base_url", Takes: "URL", What: "where the site will be; canonical addresses, feed and sitemap need it"},
		{Name: "navigation", Takes: "list of {title, address}", Default: "articles, index, timeline, sources, search and the pages", What: "the menu"},
		{Name: "entity_types", Takes: "list of {id, name, plural}", What: "kinds of entities beside the built-in ones"},
		{Name: "dialect", Takes: "gfm or mmark", Default: "gfm", What: "Markdown dialect of articles that name none"},
		{Name: "html", Takes: "safe, none or trusted", Default: "safe", What: "what happens to raw HTML in articles: cleaned, left out, kept as it is"},
		{Name: "link", Takes: "section, first, all or none", Default: "section", What: "which mentions of a name become links: the first in each section, the first in the article, all, none"},
		{Name: "names", Takes: "auto or reviewed", Default: "auto until there is a file of entities or of refused names", What: "whether names found in the texts are published before the author has seen them: auto takes those that `dossier suggest` scores 65 or more, without the refused ones"},
		{Name: "rules_off", Takes: "rule or list", What: "rules by which no name is found: surname, acronym, short-form...; `dossier inspect` shows the rule of each mention"},
		{Name: "citations", Takes: "note or author-date", Default: "note", What: "how `[@key]` is shown: as a note, or as author and year with a bibliography"},
		{Name: "theme", Takes: "{accent, logo}", What: "the colour of links and a picture for the header"},
		{Name: "cards", Takes: "true, false or {min_mentions: number}", Default: "{min_mentions: 3}", What: "pictures for sharing, drawn where base_url is known: for the home page, the timeline, each article, and each name with a description or so many mentions; the others share that of their type"},
		{Name: "text", Takes: "full, excerpt or withheld", Default: "full", What: "how much of the text of articles is published that do not say so themselves; see `text` of an article"},
		{Name: "redact", Takes: "name or list", What: "names that are published nowhere: a black bar stands for them in texts, captions, titles and notes, and nothing has them in an address. An entity of that name gets no page, and its other names are barred too. No received file is published beside a bar. The build stops where such a name is left"},
	}
	CardKeys = []fields.Key{
		{Name: "min_mentions", Takes: "number", Default: "3", What: "mentions from which a name without a description has a card of its own"},
	}
	ThemeKeys = []fields.Key{
		{Name: "accent", Takes: "colour", Default: "#7a2415", What: "colour of links on light paper, `#1a4b6e`; the one for dark paper is made from it"},
		{Name: "logo", Takes: "path", What: "picture before the title in the header: static/logo.svg"},
	}
	NavigationKeys = []fields.Key{
		{Name: "title", Takes: "text", What: "the words of the menu"},
		{Name: "address", Takes: "path or URL", What: "where it leads: /about/ or https://..."},
	}
	TypeKeys = []fields.Key{
		{Name: "id", Takes: "word", What: "what `type:` of an entity says"},
		{Name: "name", Takes: "text", Default: "the id", What: "one of them"},
		{Name: "plural", Takes: "text", Default: "the name with an s", What: "many of them, as a heading"},
	}
	ArticleKeys = []fields.Key{
		{Name: "title", Takes: "text", Default: "the first level-1 heading, else the file's name", What: "the article's title"},
		{Name: "date", Takes: "EDTF date", What: "when it was published; dates without a year are read against it"},
		{Name: "author", Takes: "name or list", What: "who wrote it; a name or alias of an entity links to it"},
		{Name: "authors", Takes: "name or list", What: "the same as author"},
		{Name: "author_note", Takes: "text", What: "what the publication says about the author, shown below the article"},
		{Name: "author_place", Takes: "text", What: "where the author writes from"},
		{Name: "description", Takes: "text", Default: "the beginning of the text", What: "standfirst, and the text of lists and previews"},
		{Name: "source", Takes: "URL", What: "where the article was taken from"},
		{Name: "publication", Takes: "text", What: "who published it first"},
		{Name: "rights", Takes: "text", What: "under which terms the article may be used"},
		{Name: "text", Takes: "full, excerpt or withheld", Default: "the site's", What: "how much of the text is published: all, its beginning, or nothing. What is left out still feeds index, timeline and sources, with short quotations and a link to `source`"},
		{Name: "embargo", Takes: "day", What: "nothing of the article is published unless the build is told a day on or after this one: `--as-of 2024-05-01`"},
		{Name: "unlisted", Takes: "true or false", Default: "false", What: "the page exists for those who have its address: no list, index, feed, search or site map has it"},
		{Name: "corrections", Takes: "list of {date, text}", What: "what was set right since publication, shown at the head of the page, in the feed and on the page of changes"},
		{Name: "language", Takes: "language tag", Default: "the site's", What: "language of the article"},
		{Name: "tags", Takes: "word or list", What: "each tag gets a page"},
		{Name: "slug", Takes: "word", Default: "the file's name", What: "last part of the article's address"},
		{Name: "aliases", Takes: "path or list", What: "old addresses of the article that lead to it"},
		{Name: "draft", Takes: "true or false", Default: "false", What: "a draft is not published"},
		{Name: "dialect", Takes: "gfm or mmark", Default: "the site's", What: "Markdown dialect of the article"},
		{Name: "dates", Takes: "keys, see below", What: "the author's word on the dates in the text"},
		{Name: "entities", Takes: "keys, see below", What: "the author's word on the names in the text"},
		{Name: "events", Takes: "list", What: "events that the article states, each with the keys of content/events.yaml"},
	}
	CorrectionKeys = []fields.Key{
		{Name: "date", Takes: "EDTF date", What: "when it was corrected"},
		{Name: "text", Takes: "text", What: "what was wrong, and what is right"},
	}
	DateKeys = []fields.Key{
		{Name: "reference", Takes: "EDTF date", Default: "the article's date", What: "the day that the text speaks from: what \"yesterday\" is the day before of"},
		{Name: "mode", Takes: "news or narrative", Default: "guessed", What: "what a date without a year is read against: the reference, or the date mentioned before it"},
		{Name: "set", Takes: "words: EDTF date", What: "what these words of the text mean: `\"last autumn\": 2022-23`"},
		{Name: "ignore", Takes: "words or list", What: "words that are no date here"},
	}
	NameKeys = []fields.Key{
		{Name: "as", Takes: "words: entity id", What: "whom these words of the text name: `Johnson: boris-johnson`"},
		{Name: "ignore", Takes: "words or list", What: "words that name no entity here"},
		{Name: "off", Takes: "rule or list", What: "rules by which no name is found here: surname, acronym, short-form..."},
	}
	EntityKeys = []fields.Key{
		{Name: "id", Takes: "word", Default: "made from the name", What: "last part of the entity's address; `dossier rename` changes it"},
		{Name: "name", Takes: "text", What: "the name as the index shows it"},
		{Name: "type", Takes: "entity type", Default: "concept", What: "person, place, organisation, state-body, media, weapon, document, event, infrastructure, concept or one of entity_types"},
		{Name: "aliases", Takes: "text or {text, case: exact, hidden: true}, or a list", What: "other forms of the name; a hidden one is a misspelling that is found but not shown"},
		{Name: "demonyms", Takes: "text or {text, case: exact}, or a list", What: "words for its people and what comes from it: counted apart, never a link"},
		{Name: "off", Takes: "rule or list", What: "rules by which this name is not found: surname, acronym, short-form..."},
		{Name: "broader", Takes: "id or list", What: "entities that it is a part of; their entries say see also"},
		{Name: "related", Takes: "id or list", What: "entities that a reader may look for as well"},
		{Name: "sort", Takes: "text", Default: "the name", What: "the form that the index sorts by: Shoigu, Sergei"},
		{Name: "description", Takes: "text", What: "one sentence: who or what it is"},
		{Name: "formerly", Takes: "id or list", What: "ids that it had before: their addresses lead here, and they still name it in other files. One that several entities had gets a page that lists them"},
		{Name: "wikidata", Takes: "Q number", What: "the same thing in Wikidata"},
		{Name: "links", Takes: "URL or list", What: "pages about it elsewhere"},
	}
	AliasKeys = []fields.Key{
		{Name: "text", Takes: "text", What: "the form"},
		{Name: "case", Takes: "exact", What: "found only with these capital letters"},
		{Name: "hidden", Takes: "true or false", Default: "false", What: "found, but never shown: a misspelling"},
	}
	ImportKeys = []fields.Key{
		{Name: "article", Takes: "text", What: "hash of the article as the import wrote it"},
		{Name: "received", Takes: "text", What: "name of the received file"},
		{Name: "sha256", Takes: "text", What: "hash of the received file"},
		{Name: "log", Takes: "list", What: "every repair and doubt"},
	}
	EventKeys = []fields.Key{
		{Name: "id", Takes: "e-...", Default: "made from date and title", What: "last part of the event's address. The id of an event that was found in a text gives that event a title, date, note...; with the id alone it counts as stated"},
		{Name: "date", Takes: "EDTF date", What: "when it happened"},
		{Name: "title", Takes: "text", What: "what happened, in a clause that can be read alone"},
		{Name: "entities", Takes: "id or list", What: "who and what took part"},
		{Name: "source", Takes: "URL", What: "who says so"},
		{Name: "note", Takes: "text", What: "what a reader should know about the date or the source"},
		{Name: "hide", Takes: "true or false", Default: "false", What: "the found event that id names is left out"},
	}
)

// Tables writes the reference of all keys as Markdown, as it stands in the README.
func Tables() string {
	var b strings.Builder
	for _, t := range []struct {
		title string
		keys  []fields.Key
	}{
		{"`dossier.yaml`", SiteKeys},
		{"`theme` in `dossier.yaml`", ThemeKeys},
		{"Front matter of articles and pages", ArticleKeys},
		{"`corrections:`, an item", CorrectionKeys},
		{"`dates:` of an article", DateKeys},
		{"`entities:` of an article", NameKeys},
		{"Entities: an item of `content/entities.yaml`, or the front matter of `content/entities/*.md`", EntityKeys},
		{"Events: an item of `content/events.yaml`, or of `events:` of an article", EventKeys},
	} {
		b.WriteString("#### " + t.title + "\n\n| key | takes | default | what it is |\n|---|---|---|---|\n")
		for _, k := range t.keys {
			b.WriteString("| `" + k.Name + "` | " + k.Takes + " | " + k.Default + " | " + k.What + " |\n")
		}
		b.WriteString("\n")
	}
	return b.String()
}
