package render

import "os"

// sourceFiles is this package's folder.
var sourceFiles = os.DirFS(".")
