package imports

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"dossier/internal/edit"
	"dossier/internal/source"

	"golang.org/x/net/html"
)

// readCSV reads a table. Semicolons and tabs may stand for commas.
func (r *eventReader) readCSV() {
	in := csv.NewReader(strings.NewReader(r.f.Text))
	in.Comma = separator(r.f.Text)
	in.FieldsPerRecord = -1
	head, err := in.Read()
	if err != nil {
		r.csvProblem(err)
		return
	}
	for i := range head {
		head[i] = folded(head[i])
	}
	for {
		record, err := in.Read()
		if err == io.EOF {
			return
		}
		if err != nil {
			r.csvProblem(err)
			return
		}
		line, _ := in.FieldPos(0)
		c := eventCells{at: r.offset(line, 1), cells: map[string]eventCell{}}
		for i, text := range record {
			line, column := in.FieldPos(i)
			at := r.offset(line, column)
			switch {
			case i >= len(head) && strings.TrimSpace(text) != "":
				r.report(at, source.BadData, fmt.Sprintf("cell %d of a row in a table of %d columns", i+1, len(head)), "put quotation marks around a cell that has a comma in it")
			case i < len(head):
				cell := eventCell{text: strings.TrimSpace(text), at: at}
				if head[i] == "entities" {
					cell.list = edit.SplitCell(cell.text)
				}
				c.cells[head[i]] = cell
			}
		}
		r.row(c)
	}
}

func (r *eventReader) csvProblem(err error) {
	var p *csv.ParseError
	switch {
	case err == io.EOF:
		r.report(0, source.BadData, "the table is empty", "begin it with a row of column names: date, title")
	case errors.As(err, &p):
		r.report(r.offset(p.Line, p.Column), source.BadData, "the table cannot be read: "+p.Err.Error(), "write a quotation mark within a quoted cell twice")
	default:
		r.report(0, source.BadData, "the table cannot be read: "+err.Error(), "")
	}
}

// offset of a line and a column in bytes, both from 1.
func (r *eventReader) offset(line, column int) int {
	if r.lines == nil {
		r.lines = []int{0}
		for i := range len(r.f.Text) {
			if r.f.Text[i] == '\n' {
				r.lines = append(r.lines, i+1)
			}
		}
	}
	return r.lines[min(line, len(r.lines))-1] + column - 1
}

// separator is the sign between the cells of the first row.
func separator(text string) rune {
	head, _, _ := strings.Cut(text, "\n")
	for _, r := range []rune{',', ';', '\t'} {
		if strings.ContainsRune(head, r) {
			return r
		}
	}
	return ','
}

// folded is a column's name without case, spaces, hyphens and underscores.
func folded(name string) string {
	return strings.NewReplacer(" ", "", "_", "", "-", "").Replace(strings.ToLower(strings.TrimSpace(name)))
}

// jsonValue is a JSON value and where it stands.
type jsonValue struct {
	at     int
	text   string // of a string, number or boolean
	fields map[string]*jsonValue
	list   []*jsonValue
}

// get is a field of an object; what is not there is empty.
func (v *jsonValue) get(name string) *jsonValue {
	if f := v.fields[name]; f != nil {
		return f
	}
	return &jsonValue{at: v.at}
}

// deepest is how many values may stand within each other.
const deepest = 32

// readJSON reads a timeline of TimelineJS, or a list of events.
func (r *eventReader) readJSON() {
	top, ok := r.parseJSON()
	if !ok {
		return
	}
	switch {
	case top.fields == nil:
		for _, v := range top.list {
			r.row(flat(v))
		}
	case top.get("events").list == nil && top.get("eras").list == nil:
		r.report(top.at, source.BadData, "there are no events in it", `TimelineJS has them under "events"`)
	default:
		if t := top.get("title"); len(t.fields) > 0 {
			r.left["title slide"]++
		}
		for _, v := range append(top.get("events").list, top.get("eras").list...) {
			r.row(slide(v))
		}
	}
}

// flat takes the fields of an event of events.json; of its sentences the first.
func flat(v *jsonValue) eventCells {
	c := eventCells{v.at, map[string]eventCell{}}
	for name, f := range v.fields {
		switch name {
		case "entities":
			cell := eventCell{at: f.at}
			for _, id := range f.list {
				cell.list = append(cell.list, id.text)
			}
			c.cells[name] = cell
		case "sentences":
			for i, s := range f.list {
				if i == 0 {
					c.cells["sentence"] = eventCell{text: s.get("text").text, at: s.at}
				}
			}
		default:
			c.cells[folded(name)] = eventCell{text: f.text, at: f.at}
		}
	}
	return c
}

// slide takes the fields of a slide of TimelineJS.
func slide(v *jsonValue) eventCells {
	c := eventCells{v.at, map[string]eventCell{}}
	put := func(name string, f *jsonValue) {
		if f.text != "" {
			c.cells[name] = eventCell{text: f.text, at: f.at}
		}
	}
	for name, f := range v.fields {
		switch name {
		case "start_date", "end_date":
			prefix := strings.TrimSuffix(strings.TrimPrefix(name, "start_date"), "_date")
			for part, p := range f.fields {
				put(prefix+part, p)
			}
			put(prefix+"time", clockOf(f))
			delete(c.cells, prefix+"hour")
			delete(c.cells, prefix+"minute")
			delete(c.cells, prefix+"second")
		case "text":
			put("headline", f.get("headline"))
			put("text", f.get("text"))
		case "media", "background":
			if len(f.fields) > 0 {
				c.cells[name] = eventCell{text: name, at: f.at}
			}
		default:
			put(folded(name), f)
		}
	}
	if shown, ok := c.cells["display_date"]; ok { // within start_date
		c.cells["displaydate"] = shown
		delete(c.cells, "display_date")
	}
	return c
}

// clockOf writes the time of day that a TimelineJS date has.
func clockOf(date *jsonValue) *jsonValue {
	hour := date.get("hour")
	if hour.text == "" {
		return &jsonValue{}
	}
	two := func(v *jsonValue) string {
		if len(v.text) < 2 {
			return ("00" + v.text)[len(v.text):]
		}
		return v.text
	}
	return &jsonValue{at: hour.at, text: two(hour) + ":" + two(date.get("minute")) + ":" + two(date.get("second"))}
}

// parseJSON reads the file with the place of each value; ok is false where it cannot be.
func (r *eventReader) parseJSON() (v *jsonValue, ok bool) {
	d := json.NewDecoder(strings.NewReader(r.f.Text))
	d.UseNumber()
	v, err := r.value(d, 0)
	if err == nil {
		if _, more := d.Token(); more != io.EOF {
			err = errors.New("something follows its end")
		}
	}
	if err == nil {
		return v, true
	}
	r.report(r.next(d), source.BadData, "the file is no JSON: "+strings.TrimPrefix(err.Error(), "json: "), "")
	return nil, false
}

// next is where the next token begins. The offset of a syntax error counts from the value
// that it stands in, so it is of no use.
func (r *eventReader) next(d *json.Decoder) int {
	at := int(d.InputOffset())
	for at < len(r.f.Text) && strings.IndexByte(" \t\r\n,:", r.f.Text[at]) >= 0 {
		at++
	}
	return at
}

// value reads the next value of the input.
func (r *eventReader) value(d *json.Decoder, depth int) (*jsonValue, error) {
	if depth > deepest {
		return nil, errors.New("too many values within each other")
	}
	at := r.next(d)
	token, err := d.Token()
	if err == io.EOF {
		return nil, io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, err
	}
	v := &jsonValue{at: at}
	switch token := token.(type) {
	case json.Delim:
		if token == '{' {
			v.fields = map[string]*jsonValue{}
		}
		for d.More() {
			name := ""
			if token == '{' {
				key, err := d.Token()
				if err != nil {
					return nil, err
				}
				name = fmt.Sprint(key)
			}
			inner, err := r.value(d, depth+1)
			if err != nil {
				return nil, err
			}
			if token == '{' {
				v.fields[name] = inner
			} else {
				v.list = append(v.list, inner)
			}
		}
		_, err = d.Token()
		return v, err
	case string:
		v.text = token
	case nil:
	default:
		v.text = fmt.Sprint(token)
	}
	return v, nil
}

// rich is a text with markup: its lines without, and the web addresses it links to.
type rich struct {
	lines []string
	links []string // of each line the last, "" for none
}

// richText takes HTML apart. A text without markup is one line.
func richText(s string) (t rich) {
	if !strings.ContainsAny(s, "<&") {
		t.add(s, "")
		return t
	}
	line, link := "", ""
	for z := html.NewTokenizer(strings.NewReader(s)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			t.add(line, link)
			return t
		}
		token := z.Token()
		switch {
		case kind == html.TextToken:
			line += token.Data
		case token.Data == "p" || token.Data == "br" || token.Data == "div" || token.Data == "li":
			t.add(line, link)
			line, link = "", ""
		case kind == html.StartTagToken && token.Data == "a":
			for _, a := range token.Attr {
				if a.Key == "href" && isWebAddress(a.Val) {
					link = a.Val
				}
			}
		}
	}
}

func (t *rich) add(line, link string) {
	if line = oneLine(line); line != "" {
		t.lines, t.links = append(t.lines, line), append(t.links, link)
	}
}

// cut takes a line away.
func (t *rich) cut(i int) {
	t.lines, t.links = slices.Delete(t.lines, i, i+1), slices.Delete(t.links, i, i+1)
}

// link takes the first web address; a line that is nothing else goes with it.
func (t *rich) link() string {
	for i, link := range t.links {
		if link == "" {
			continue
		}
		if t.lines[i] == link {
			t.cut(i)
		}
		return link
	}
	return ""
}

func (t rich) whole() string { return strings.Join(t.lines, " ") }

func (t rich) first() string {
	if len(t.lines) == 0 {
		return ""
	}
	return t.lines[0]
}

// without is the text less a first line that only repeats the title.
func (t rich) without(title string) string {
	if len(t.lines) > 0 && t.lines[0] == title {
		return strings.Join(t.lines[1:], " ")
	}
	return t.whole()
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func nonEmpty(list ...string) (out []string) {
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
