// Package templates holds the built-in page templates; a project's own
// templates/X.html takes the place of X.html here.
package templates

import "embed"

//go:embed *.html *.yaml
var Files embed.FS
