package build

import (
	"dossier/internal/doc"
	"dossier/internal/record"
)

// markDates finds the dates of an article.
func (c *compiler) markDates(d *doc.Doc, e *record.Entry) {}
