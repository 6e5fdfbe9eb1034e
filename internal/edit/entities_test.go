package edit

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRefuse(t *testing.T) {
	for _, tt := range []struct {
		name, before string
		names        []string
		after        string
	}{
		{"no file yet", "", []string{"Photo", "Grey: Gull"}, "- Photo\n- \"Grey: Gull\"\n"},
		{"known in another spelling", "- Kim Tae-un # no\n", []string{"Kim Tae Un", "Kim"}, "- Kim Tae-un # no\n- Kim\n"},
		{"entries with a reason", "- name: Photo\n  why: a caption\n", []string{"Photo", "Editor"}, "- name: Photo\n  why: a caption\n- Editor\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Refuse([]byte(tt.before), tt.names...)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.after, string(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
