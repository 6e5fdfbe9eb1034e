package suggest

import "dossier/internal/record"

// Stated makes a Known of what a project's files state: its entities with all their
// aliases, and the refused names (see Refused).
func Stated(entities []*record.Entity, refused []string) Known {
	known := Known{Refused: refused}
	for _, e := range entities {
		k := Entity{ID: e.ID, Name: e.Name, Type: e.Type}
		for _, a := range e.Aliases {
			k.Forms = append(k.Forms, a.Text)
		}
		known.Entities = append(known.Entities, k)
	}
	return known
}
