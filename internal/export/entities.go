package export

import (
	"io"
	"strconv"

	"dossier/internal/index"
)

// Entity is an entity as entities.json has it.
type Entity struct {
	ID          string   `json:"id"`
	Name        string   `json:"name"`
	Type        string   `json:"type"`
	Aliases     []string `json:"aliases"`
	Wikidata    string   `json:"wikidata,omitempty"`
	Description string   `json:"description,omitempty"`
	Links       []string `json:"links,omitempty"`
	Mentions    int      `json:"mentions"`
	Articles    int      `json:"articles"`
	First       string   `json:"first,omitempty"`
	Last        string   `json:"last,omitempty"`
	Address     string   `json:"address"`
}

// entityColumns are the columns that both forms share, in the order of the table.
var entityColumns = []Field{
	{"id", "string", "identifier, the last part of the address of its page", true},
	{"name", "string", "the name as the index shows it", true},
	{"type", "string", "person, place, organisation... or a type of this dossier", true},
	{"aliases", "string", "other forms of the name", false},
	{"wikidata", "string", "identifier in Wikidata", false},
	{"description", "string", "who or what it is, in a sentence", false},
	{"mentions", "integer", "how often the articles name it", true},
	{"articles", "integer", "how many articles name it", true},
	{"first", "string", "date (EDTF) of the first article that names it", false},
	{"last", "string", "date (EDTF) of the last article that names it", false},
	{"address", "string", "its page", true},
}

var entityFields = withType(append(entityColumns[:len(entityColumns):len(entityColumns)],
	Field{"links", "array", "pages about it elsewhere", false}), "aliases", "array")

// withType copies fields with the type of one changed.
func withType(fields []Field, name, kind string) []Field {
	list := append([]Field(nil), fields...)
	for i := range list {
		if list[i].Name == name {
			list[i].Type = kind
		}
	}
	return list
}

func (d *Data) entity(e *index.Entity) Entity {
	v := Entity{
		ID: e.ID, Name: e.Name, Type: e.Kind.ID, Aliases: []string{}, Wikidata: e.Wikidata, Description: e.Description, Links: e.Links,
		Mentions: len(e.Mentions), Articles: e.Articles, First: e.First.String(), Last: e.Last.String(), Address: d.address(e.Path),
	}
	for _, a := range e.Aliases {
		if !a.Hidden {
			v.Aliases = append(v.Aliases, a.Text)
		}
	}
	return v
}

func entitiesJSON(d *Data, w io.Writer) error { return jsonList(w, each(d.Index.Entities, d.entity)) }

func entitiesCSV(d *Data, w io.Writer) error {
	return writeTable(w, entityColumns, each(d.Index.Entities, func(of *index.Entity) []string {
		e := d.entity(of)
		return []string{
			e.ID, e.Name, e.Type, joinList(e.Aliases), e.Wikidata, e.Description,
			strconv.Itoa(e.Mentions), strconv.Itoa(e.Articles), e.First, e.Last, e.Address,
		}
	}))
}
