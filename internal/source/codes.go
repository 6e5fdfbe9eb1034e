package source

import (
	"maps"
	"slices"
)

// Code names a kind of problem. It is printed behind every message and is what
// `dossier help CODE` explains.
type Code string

// The codes, each explained in the table below.
const (
	BadFrontMatter  Code = "front-matter"
	BadData         Code = "data"
	BadConfig       Code = "config"
	BadType         Code = "type"
	BadDate         Code = "date"
	BadValue        Code = "value"
	UnknownKey      Code = "unknown-key"
	UnknownEntity   Code = "unknown-entity"
	UnknownType     Code = "unknown-type"
	BadEncoding     Code = "encoding"
	EncodingFatal   Code = "encoding-data"
	NoContent       Code = "no-content"
	NoTitle         Code = "no-title"
	SameAddress     Code = "same-address"
	BadAddress      Code = "address"
	NotRead         Code = "not-read"
	SameID          Code = "same-id"
	SharedAlias     Code = "shared-alias"
	AmbiguousName   Code = "ambiguous-name"
	CircularSee     Code = "circular-see"
	BlindSee        Code = "blind-see"
	NeverNamed      Code = "never-named"
	UndefinedNote   Code = "undefined"
	UnusedNote      Code = "unused"
	DuplicateNote   Code = "duplicate"
	EmptyNote       Code = "empty"
	BadLabel        Code = "bad-label"
	Unmatched       Code = "unmatched"
	MissingPicture  Code = "missing-picture"
	NoAlt           Code = "no-alt"
	NoPicture       Code = "no-picture"
	LargePicture    Code = "large-picture"
	BrokenLink      Code = "broken-link"
	UnknownSource   Code = "unknown-source"
	UnsafeHTML      Code = "unsafe-html"
	UnsafeLink      Code = "unsafe-link"
	UnsafePicture   Code = "unsafe-picture"
	Received        Code = "received"
	NotRegular      Code = "not-regular"
	Unreadable      Code = "unreadable"
	Changed         Code = "changed"
	TooLarge        Code = "too-large"
	EnginePanic     Code = "engine"
	TemplateProblem Code = "template"
	DangerousOutput Code = "output"
	CardGlyph       Code = "card-glyph"
	LostAddress     Code = "lost-address"
	Redacted        Code = "redacted"
	Leak            Code = "leak"
	NoOriginal      Code = "no-original"
	SiteLink        Code = "site-link"
	SiteAnchor      Code = "site-anchor"
	SiteDuplicateID Code = "site-duplicate-id"
	SiteMissingFile Code = "site-missing-file"
	SiteChangedFile Code = "site-changed-file"
	SiteSize        Code = "site-size"
	SiteMetadata    Code = "site-metadata"
	SiteCard        Code = "site-card"
	SiteFeed        Code = "site-feed"
	SiteMap         Code = "site-map"
	ExternalLink    Code = "external-link"
)

type codeInfo struct {
	Severity Severity
	What     string // one sentence: what is wrong and why it matters
	Example  string // what triggers it, and what to write instead
}

// codes is the one table of problem codes.
var codes = map[Code]codeInfo{
	BadFrontMatter:  {Error, "The front matter of a file cannot be read as YAML.", "title: Harbour: a history   ->   title: \"Harbour: a history\""},
	BadData:         {Error, "A data file (entities.yaml, events.yaml...) cannot be read.", "- name: Rajin Port\n  type place   ->   type: place"},
	BadConfig:       {Error, "dossier.yaml cannot be read.", "title: My dossier: part one   ->   title: \"My dossier: part one\""},
	BadType:         {Error, "A key has a value of another type than it takes.", "tags: {a: b}   ->   tags: [a, b]"},
	BadDate:         {Error, "A date that no calendar has, or that is not written in EDTF.", "date: 2023-04-31   ->   date: 2023-04-30; about 1905: 1905~; spring 2023: 2023-21"},
	BadValue:        {Error, "A key has a value that it cannot take.", "dialect: rst   ->   dialect: gfm"},
	UnknownKey:      {Warning, "A key that dossier does not know, so it has no effect.", "tilte: Notes   ->   title: Notes"},
	UnknownEntity:   {Error, "An entity id that no entity has.", "entities: [kim-jon-un]   ->   entities: [kim-jong-un]"},
	UnknownType:     {Warning, "An entity type that is neither built in nor in dossier.yaml; the entity is taken as a concept.", "type: organization   ->   type: organisation, or add the type under entity_types: in dossier.yaml"},
	BadEncoding:     {Warning, "A text has bytes that are no UTF-8; they are shown as U+FFFD.", "save the file as UTF-8"},
	EncodingFatal:   {Error, "Front matter or a data file has bytes that are no UTF-8, so its keys cannot be trusted.", "save the file as UTF-8"},
	NoContent:       {Error, "There is no article to build a site from.", "put a Markdown file into content/articles/"},
	NoTitle:         {Warning, "An article without a title; its file name is shown instead.", "add a line \"title: ...\" to the front matter"},
	SameAddress:     {Error, "Two sources claim one address of the site.", "give one of them another slug: in its front matter"},
	BadAddress:      {Error, "A name that some system cannot hold as a file of the site, so not everybody could keep a copy.", "aliases: [/a:b/]   ->   aliases: [/a-b/]"},
	NotRead:         {Warning, "A file stands where nothing reads it, so it is not in the site.", "content/b.md   ->   content/articles/b.md"},
	SameID:          {Error, "Two entities have the same id.", "give one of them another id:"},
	SharedAlias:     {Warning, "Two entities share a name, so it is linked to neither unless the article settles it.", "make the alias longer, or remove it from one of them"},
	AmbiguousName:   {Warning, "A form in an article that fits two entities, so it is linked to neither.", "Johnson   ->   write the full name once in the article"},
	CircularSee:     {Warning, "A reference from an entity to itself, at once or through what it is a part of.", "id: berg-line, broader: berg-line   ->   the id of the whole that it belongs to"},
	BlindSee:        {Warning, "A reference to an entity that no article names, so a reader would be sent to an empty page.", "related: old-mill   ->   an entity that the articles name, or take the line out"},
	NeverNamed:      {Warning, "An entity that no article names; its page has nothing to show.", "add the form that the articles use under aliases:, or take the entity out"},
	UndefinedNote:   {Warning, "A note mark without a definition; it stays visible and is shown as broken.", "text[^3]   ->   add a line \"[^3]: the note\""},
	UnusedNote:      {Warning, "A note that no mark leads to; it is shown under \"Notes without a mark\".", "put [^label] where the note belongs"},
	DuplicateNote:   {Warning, "A label defined twice; the first definition wins, the other is shown under \"Notes without a mark\".", "give the second note a label of its own"},
	EmptyNote:       {Warning, "A note without text.", "[^1]:   ->   [^1]: the note"},
	BadLabel:        {Warning, "A note label with white space in it, so it is no note.", "[^my note]   ->   [^my-note]"},
	Unmatched:       {Warning, "A correction by the author that fits nothing, so it has no effect.", "dates: {ignore: [Mai]}   ->   the words as they stand in the text"},
	MissingPicture:  {Warning, "A picture that is not there.", "put the file beside the article or into content/media/"},
	NoAlt:           {Warning, "A picture without words for those who cannot see it.", "![](quay.jpg)   ->   ![Two cranes on the east quay](quay.jpg); for mere decoration ![\"\"](line.svg)"},
	NoPicture:       {Warning, "A file that an article shows as a picture is none that browsers know.", "![A map](map.pdf)   ->   ![A map](map.png)"},
	LargePicture:    {Warning, "A picture is so large that readers wait for it, or that no smaller copies can be made.", "make it 4000 pixels wide at most"},
	BrokenLink:      {Warning, "A link to an article, page or entity that does not exist.", "[[Kim Jong-un]]   ->   a name or alias of an entity, a slug or a file name"},
	UnknownSource:   {Warning, "A citation of a work that no bibliography has; it stays visible as it was written.", "[@brandt1991]   ->   a key of content/sources.bib or content/sources.json"},
	UnsafeHTML:      {Warning, "Raw HTML that is not on the allow-list was left out.", "use Markdown, or html: trusted in dossier.yaml for content that is all your own"},
	UnsafeLink:      {Warning, "A link with a scheme that could run a program, or with an address longer than servers take; its words are kept without it.", "[x](javascript:...)   ->   an http, https or mailto address"},
	UnsafePicture:   {Error, "An SVG picture that could run a script when a reader opens it by itself.", "<svg onload=\"...\">   ->   save it as plain SVG, or as PNG"},
	Received:        {Warning, "A received file (text, HTML, PDF) stands where articles belong.", "dossier import FILE"},
	NotRegular:      {Warning, "A link, pipe or device among the content; it is not read.", "put the file itself there"},
	Unreadable:      {Error, "A file or folder of the project cannot be read, so the site would lack it.", "chmod u+r content/articles/a.md"},
	Changed:         {Error, "A file changed, grew or went away while the build read it.", "build again when nothing writes to the content"},
	TooLarge:        {Error, "A file or construct above the limits that keep a build safe.", "split the article"},
	EnginePanic:     {Error, "The Markdown engine failed on this article.", "try the other dialect, and report the text that did it"},
	TemplateProblem: {Error, "A template of the project cannot be read or run.", "compare it with the built-in one of the same name"},
	DangerousOutput: {Error, "The output folder is one that a build must not write to.", "name a folder of its own: --output site"},
	CardGlyph:       {Warning, "A text of a card for sharing has characters that the cards' fonts do not have; they are left out of the picture.", "cards: false in dossier.yaml, or a name in Latin, Greek, Cyrillic or Hebrew letters"},
	LostAddress:     {Warning, "An address that was published once leads nowhere now, so links to it would break.", "aliases: [/articles/old-name/] in the article, or formerly: [old-id] on the entity, that has taken its place"},
	Redacted:        {Error, "A name of redact: in dossier.yaml stands where it would be an address, which cannot be barred.", "slug: a-talk-with-mara-okonjo   ->   slug: a-talk"},
	Leak:            {Error, "A file of the site has a redacted name, or text of an article that is withheld or under an embargo.", "take the words out of templates/ or static/, or out of the other article"},
	NoOriginal:      {Warning, "An article whose text is not published in full has no link to the original, so a reader cannot read on.", "text: withheld   ->   text: withheld\nsource: https://example.org/the-original"},
	SiteLink:        {Error, "A page of the site links to an address that the site does not have.", "dossier check site"},
	SiteAnchor:      {Error, "A link leads to a place in a page that is not there.", "dossier check site"},
	SiteDuplicateID: {Error, "A page has the same id twice, so links to it are ambiguous.", "dossier check site"},
	SiteMissingFile: {Error, "A file that the manifest names is not in the site.", "build the site again"},
	SiteChangedFile: {Error, "A file of the site is not what the build wrote.", "build the site again, and change templates or content instead of the site"},
	SiteSize:        {Warning, "A file or the whole site is larger than hosts of static sites take.", "make pictures and documents smaller, or keep them elsewhere"},
	SiteMetadata:    {Warning, "A page lacks a title, description or canonical address of its own, so that search engines and readers cannot tell it from another.", "build the site again; a template of the project may have lost its head"},
	SiteCard:        {Warning, "The picture of a page for sharing is not one that services take: a PNG of 1200 x 630 pixels below 300 kB, with a full address.", "build the site again"},
	SiteFeed:        {Error, "A feed or another XML file cannot be read, lacks what feed readers need, or has a text with a link that leads to nothing.", "build the site again"},
	ExternalLink:    {Warning, "An address of another site leads to nothing: its host says so, is not there, or lies in a private network.", "correct the address, or name an archived copy in content/archives.yaml"},
	SiteMap:         {Error, "The site map has an address that no search engine should be sent to.", "build the site again"},
}

// Codes lists every code in alphabetical order.
func Codes() []Code { return slices.Sorted(maps.Keys(codes)) }

// Explain returns what a code means and an example, ok false when there is no
// such code.
func Explain(c Code) (what, example string, severity Severity, ok bool) {
	info, ok := codes[c]
	return info.What, info.Example, info.Severity, ok
}
