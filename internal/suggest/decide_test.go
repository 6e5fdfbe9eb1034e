package suggest

import (
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
)

var acceptCases = []struct {
	name, before string
	p            []Proposal
	after        string // "" when an error is wanted
	err          string
}{
	{"no file yet", "", []Proposal{{Name: "Ada Moss", Type: "person"}},
		"- id: ada-moss\n  name: Ada Moss\n  type: person\n", ""},
	{"comments only", "# the people of the harbour\n", []Proposal{{Name: "Ada Moss", Type: "person"}},
		"# the people of the harbour\n- id: ada-moss\n  name: Ada Moss\n  type: person\n", ""},
	{"an empty list", "[]\n", []Proposal{{Name: "Ada Moss"}}, "- id: ada-moss\n  name: Ada Moss\n", ""},
	{"an empty list with a comment", "# none yet\n[] # none\n", []Proposal{{Name: "Ada Moss"}},
		"# none yet\n# none\n- id: ada-moss\n  name: Ada Moss\n", ""},
	{"appended in the file's indentation, comments kept",
		"# by hand\n  - name: Tern Quay # the old one\n    type: place\n\n  # end\n",
		[]Proposal{{Name: "Oriel Ferry", ID: "ferry", Type: "organisation", Aliases: []string{"OF", "Oriel: the line"}}},
		"# by hand\n  - name: Tern Quay # the old one\n    type: place\n\n  # end\n  - id: ferry\n    name: Oriel Ferry\n    type: organisation\n    aliases: [OF, \"Oriel: the line\"]\n", ""},
	{"no line end at the end", "- name: Tern Quay", []Proposal{{Name: "Oslo"}},
		"- name: Tern Quay\n- id: oslo\n  name: Oslo\n", ""},
	{"alias by id made from the name", "- name: Ada Moss\n  type: person\n", []Proposal{{Name: "Adah Moss", AliasOf: "ada-moss"}},
		"- name: Ada Moss\n  aliases: [Adah Moss]\n  type: person\n", ""},
	{"alias by name", "- id: am\n  name: Ada Moss\n", []Proposal{{Name: "Adah Moss", AliasOf: "Ada Moss"}},
		"- id: am\n  name: Ada Moss\n  aliases: [Adah Moss]\n", ""},
	{"NAME=ID of an entity that is there", "- id: am\n  name: Ada Moss\n", []Proposal{{Name: "Adah Moss", ID: "am"}},
		"- id: am\n  name: Ada Moss\n  aliases: [Adah Moss]\n", ""},
	{"aliases in brackets", "- name: Ada Moss # she\n  aliases: [Moss, \"A, M\"] # short\n- name: Oslo\n",
		[]Proposal{{Name: "Adah Moss", AliasOf: "ada-moss"}},
		"- name: Ada Moss # she\n  aliases: [Moss, \"A, M\", Adah Moss] # short\n- name: Oslo\n", ""},
	{"aliases in brackets over lines", "- name: Ada Moss\n  aliases: [\n    Moss,\n  ]\n- name: Oslo\n",
		[]Proposal{{Name: "Adah Moss", AliasOf: "ada-moss"}},
		"- name: Ada Moss\n  aliases: [\n    Moss, Adah Moss\n  ]\n- name: Oslo\n", ""},
	{"empty brackets", "- name: Ada Moss\n  aliases: []\n", []Proposal{{Name: "Adah Moss", AliasOf: "ada-moss"}},
		"- name: Ada Moss\n  aliases: [Adah Moss]\n", ""},
	{"aliases on lines", "- name: Ada Moss\n  aliases:\n    - Moss # short\n    - text: A M\n      case: exact\n  type: person\n",
		[]Proposal{{Name: "Adah Moss", AliasOf: "ada-moss"}},
		"- name: Ada Moss\n  aliases:\n    - Moss # short\n    - text: A M\n      case: exact\n    - Adah Moss\n  type: person\n", ""},
	{"an entity in braces", "- {id: am, name: Ada Moss}\n", []Proposal{{Name: "Adah Moss", AliasOf: "am"}},
		"- {id: am, name: Ada Moss, aliases: [Adah Moss]}\n", ""},
	{"one alias as a plain string", "- name: Ada Moss\n  aliases: Moss\n", []Proposal{{Name: "Adah Moss", AliasOf: "ada-moss"}},
		"- name: Ada Moss\n  aliases: [Moss, Adah Moss]\n", ""},
	{"an alias that is there", "- name: Ada Moss\n  aliases: [Moss]\n", []Proposal{{Name: "Moss", AliasOf: "ada-moss"}},
		"- name: Ada Moss\n  aliases: [Moss]\n", ""},
	{"an owner accepted in the same go, in any order", "", []Proposal{{Name: "Adah Moss", AliasOf: "Ada Moss"}, {Name: "Ada Moss"}},
		"- id: ada-moss\n  name: Ada Moss\n  aliases: [Adah Moss]\n", ""},
	{"accepted twice", "", []Proposal{{Name: "Ada Moss"}, {Name: "Ada Moss"}}, "- id: ada-moss\n  name: Ada Moss\n", ""},
	{"no such owner", "- name: Oslo\n", []Proposal{{Name: "Adah Moss", AliasOf: "ada-moss"}}, "", `there is no entity "ada-moss"`},
	{"no list", "name: Oslo\n", []Proposal{{Name: "Bergen"}}, "", "holds no list"},
	{"a list in brackets", "[{name: Oslo}]\n", []Proposal{{Name: "Bergen"}}, "", "in brackets"},
	{"broken YAML", "- name: [Oslo\n", []Proposal{{Name: "Bergen"}}, "", "Bergen"},
	{"words that YAML takes for something else", "", []Proposal{{Name: "No", ID: "no"}},
		"- id: \"no\"\n  name: \"No\"\n", ""},
	{"a name over several lines", "- name: >-\n    Ada\n    Moss\n  type: person\n", []Proposal{{Name: "Adah Moss", AliasOf: "ada-moss"}},
		"- name: >-\n    Ada\n    Moss\n  aliases: [Adah Moss]\n  type: person\n", ""},
	{"a lone tag", "!", []Proposal{{Name: "Bergen"}}, "", "cannot be added to"},
	{"Windows line ends and a byte order mark", "\xef\xbb\xbf- name: Oslo\r\n", []Proposal{{Name: "Bergen"}, {Name: "Christiania", AliasOf: "oslo"}},
		"\xef\xbb\xbf- name: Oslo\r\n  aliases: [Christiania]\r\n- id: bergen\r\n  name: Bergen\r\n", ""},
	{"mixed line ends", "- name: Oslo\r\n\n", []Proposal{{Name: "Bergen"}}, "", "line ends"},
	{"a stray carriage return", "- name: Oslo\r", []Proposal{{Name: "Bergen"}}, "", "carriage return"},
}

func TestAccept(t *testing.T) {
	for _, tt := range acceptCases {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Accept([]byte(tt.before), tt.p...)
			if tt.err != "" {
				if err == nil || !strings.Contains(err.Error(), tt.err) {
					t.Fatalf("error %v, want one with %q; wrote\n%s", err, tt.err, got)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.after, string(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReadDecisions(t *testing.T) {
	list := `[{"name":"Oslo","type":"place","decision":"accept"},{"name":"Photo","decision":"refuse"},{"name":"Bergen","decision":""}]`
	accepted, refused, err := ReadDecisions([]byte(list))
	if err != nil || len(accepted) != 1 || accepted[0].Name != "Oslo" || len(refused) != 1 || refused[0] != "Photo" {
		t.Errorf("accepted %v, refused %v, %v", accepted, refused, err)
	}
	for _, bad := range []string{`{}`, `[{"name":"Oslo","decision":"yes"}]`, `[{"decision":"accept"}]`} {
		if _, _, err := ReadDecisions([]byte(bad)); err == nil {
			t.Errorf("%s: no error", bad)
		}
	}
}

// FuzzAccept checks that what Accept writes is what one reads back, and that what
// was there stays.
func FuzzAccept(f *testing.F) {
	for _, tt := range acceptCases {
		f.Add(tt.before, tt.p[0].Name, tt.p[0].AliasOf)
	}
	f.Fuzz(func(t *testing.T, before, name, owner string) {
		got, err := Accept([]byte(before), Proposal{Name: name, AliasOf: owner})
		if err != nil {
			return
		}
		var items []map[string]any
		plain := []byte(strings.TrimPrefix(string(got), "\xef\xbb\xbf"))
		if err := yaml.Unmarshal(plain, &items); err != nil {
			var any []any
			if yaml.Unmarshal(plain, &any) == nil {
				return // a list with items that are no mappings
			}
			t.Fatalf("%v in\n%s", err, got)
		}
		again, err := Accept(got, Proposal{Name: name, AliasOf: owner})
		if err != nil {
			t.Fatalf("second time: %v\n%s", err, got)
		}
		if string(again) != string(got) {
			t.Errorf("accepted twice:\n%s\n%s", got, again)
		}
	})
}
