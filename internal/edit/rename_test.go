package edit

import (
	"strings"
	"testing"
)

var movedCases = []struct{ name, front, want, err string }{
	{"no front matter", "", "aliases: [\"/a/old/\"]\n", ""},
	{"a title", "title: A visit # to the port\ndate: 2020\n", "title: A visit # to the port\naliases: [\"/a/old/\"]\ndate: 2020\n", ""},
	{"a slug is changed where it stands", "slug: old\ntitle: A\n", "slug: new\naliases: [\"/a/old/\"]\ntitle: A\n", ""},
	{"one alias as text", "aliases: 2019/visit\n", "aliases: [\"2019/visit\", \"/a/old/\"]\n", ""},
	{"a list in brackets", "aliases: [/x/, /y/]\n", "aliases: [/x/, /y/, \"/a/old/\"]\n", ""},
	{"a list of lines", "aliases:\n- /x/\n- /y/ # first\ntitle: A\n", "aliases:\n- /x/\n- /y/ # first\n- \"/a/old/\"\ntitle: A\n", ""},
	{"an alias that is there", "aliases: [/a/old/]\n", "aliases: [/a/old/]\n", ""},
	{"a text of several lines", "title: |\n  A\n\n   visit\nkind: x\n", "title: |\n  A\n\n   visit\naliases: [\"/a/old/\"]\nkind: x\n", ""},
	{"a comment first", "# mine\n\ntitle: A\n", "# mine\n\ntitle: A\naliases: [\"/a/old/\"]\n", ""},
	{"Windows line ends", "title: A\r\ntags: [x]\r\n", "title: A\r\naliases: [\"/a/old/\"]\r\ntags: [x]\r\n", ""},
	{"a mapping in braces", "{title: A}\n", "{title: A, aliases: [\"/a/old/\"]}\n", ""},
	{"no mapping", "- a\n", "", "no plain mapping"},
}

func TestMoved(t *testing.T) {
	for _, tt := range movedCases {
		got, err := Moved([]byte(tt.front), "/a/old/", "new")
		if tt.err != "" {
			if err == nil || !strings.Contains(err.Error(), tt.err) {
				t.Errorf("%s: error %v, want one with %q", tt.name, err, tt.err)
			}
			continue
		}
		if err != nil || string(got) != tt.want {
			t.Errorf("%s: %v\n%s\nwant\n%s", tt.name, err, got, tt.want)
		}
	}
}

var renameCases = []struct{ name, before, want string }{
	{"an id that is stated", "- {id: ada, name: Ada Moss}\n", "- {id: eve, name: Ada Moss, formerly: [ada]}\n"},
	{"an id made from the name", "# all\n- name: Ada\n  type: person\n- name: Oslo\n", "# all\n- name: Ada\n  id: eve\n  formerly: [ada]\n  type: person\n- name: Oslo\n"},
	{"a second time", "- name: Ada\n  id: ada\n  formerly: [amy]\n", "- name: Ada\n  id: eve\n  formerly: [amy, ada]\n"},
}

func TestRename(t *testing.T) {
	for _, tt := range renameCases {
		got, err := Rename([]byte(tt.before), "ada", "eve")
		if err != nil || string(got) != tt.want {
			t.Errorf("%s: %v\n%s\nwant\n%s", tt.name, err, got, tt.want)
		}
	}
}

// FuzzMoved holds that an edit of front matter adds its words and takes nothing away.
func FuzzMoved(f *testing.F) {
	for _, tt := range movedCases {
		f.Add(tt.front)
	}
	f.Fuzz(func(t *testing.T, front string) {
		got, err := Moved([]byte(front), "/a/old/", "new")
		if err != nil {
			return
		}
		again, err := Moved(got, "/a/old/", "new")
		if err != nil || string(again) != string(got) {
			t.Errorf("a second edit changes %q to %q: %v", got, again, err)
		}
	})
}
