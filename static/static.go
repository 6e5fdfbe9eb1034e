// Package static holds the built-in style sheet, script and icon; a project's own
// static/X takes the place of X here.
package static

import "embed"

//go:embed *.css *.js *.svg
var Files embed.FS
