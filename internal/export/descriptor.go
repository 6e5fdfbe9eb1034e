package export

import (
	"encoding/json"
	"io"
	"strings"

	"dossier/internal/slug"
)

// DescriptorName is the file that describes the others, after the Data Package
// standard (Frictionless, version 1).
const DescriptorName = "datapackage.json"

type license struct {
	Name  string `json:"name,omitempty"`
	Title string `json:"title,omitempty"`
	Path  string `json:"path,omitempty"`
}

type dialect struct {
	LineTerminator string `json:"lineTerminator"`
}

type constraints struct {
	Required bool `json:"required,omitempty"`
	Unique   bool `json:"unique,omitempty"`
}

type schemaField struct {
	Name        string       `json:"name"`
	Type        string       `json:"type"`
	Description string       `json:"description"`
	Constraints *constraints `json:"constraints,omitempty"`
}

type schema struct {
	Fields     []schemaField `json:"fields"`
	PrimaryKey string        `json:"primaryKey"`
}

type resource struct {
	Name        string   `json:"name"`
	Path        any      `json:"path"` // a name, or a list where there are several parts
	Profile     string   `json:"profile"`
	Title       string   `json:"title"`
	Description string   `json:"description"`
	Format      string   `json:"format"`
	Media       string   `json:"mediatype"`
	Encoding    string   `json:"encoding"`
	Dialect     *dialect `json:"dialect,omitempty"`
	Schema      *schema  `json:"schema,omitempty"`
}

type descriptor struct {
	Profile     string     `json:"profile"`
	Name        string     `json:"name"`
	Title       string     `json:"title"`
	Description string     `json:"description,omitempty"`
	Homepage    string     `json:"homepage,omitempty"`
	Licenses    []license  `json:"licenses,omitempty"`
	Resources   []resource `json:"resources"`
}

// WriteDescriptor writes the description of all files of the table.
func (d *Data) WriteDescriptor(w io.Writer) error {
	p := descriptor{Profile: "data-package", Name: asciiSlug(d.Title), Title: d.Title, Description: d.Description, Homepage: d.BaseURL}
	switch {
	case strings.Contains(d.License, "://"):
		p.Licenses = []license{{Path: d.License}}
	case d.License != "":
		p.Licenses = []license{{Name: strings.ReplaceAll(d.License, " ", "-"), Title: d.License}}
	}
	for _, f := range Table {
		p.Resources = append(p.Resources, d.resource(f))
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(p)
}

// asciiSlug is a name of the characters that the standard has for names.
func asciiSlug(s string) string {
	name := strings.Trim(strings.Map(func(r rune) rune {
		if r > 'z' {
			return -1
		}
		return r
	}, slug.Make(s)), "-")
	if name == "" {
		return "dossier"
	}
	return name
}

func (d *Data) resource(f Format) resource {
	r := resource{
		Name: strings.ReplaceAll(f.Name, ".", "-"), Path: f.Name, Profile: "data-resource", Title: f.Name, Description: f.About,
		Format: f.Name[strings.LastIndexByte(f.Name, '.')+1:], Media: f.Media, Encoding: "utf-8",
	}
	if parts := d.Parts(f); len(parts) > 1 {
		var names []string
		for _, p := range parts {
			names = append(names, p.Name)
		}
		r.Path = names
	}
	if f.table {
		r.Profile, r.Dialect, r.Schema = "tabular-data-resource", &dialect{"\n"}, f.schema()
	}
	return r
}

// schema describes a table's columns. The first one identifies the row.
func (f Format) schema() *schema {
	s := &schema{PrimaryKey: f.Fields[0].Name}
	for i, c := range f.Fields {
		field := schemaField{Name: c.Name, Type: c.Type, Description: c.What}
		if c.Need {
			field.Constraints = &constraints{Required: true, Unique: i == 0}
		}
		s.Fields = append(s.Fields, field)
	}
	return s
}
